FROM maven:3-eclipse-temurin-17 AS builder
WORKDIR /app
COPY pom.xml .
COPY src ./src
RUN mvn -B package -DskipTests

FROM maven:3-eclipse-temurin-17
WORKDIR /app
COPY --from=builder /app/target/greeter.jar app.jar
ENTRYPOINT ["java", "-jar", "app.jar"]
