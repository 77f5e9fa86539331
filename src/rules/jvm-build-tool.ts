import { defineToolRule } from './tool/tool-rule.ts';

export const jvmBuildTool = defineToolRule({
  id: 'jvm-build-tool',
  headline: 'Maven, Gradle, sbt or another JVM build tool',
  fix: 'Build in an earlier stage and copy only the `.jar`, not `target/` or the project',
  examples: {
    catches: [
      'Maven, Gradle, Ant, sbt, from a package or unpacked by hand',
      '`gradle/wrapper/gradle-wrapper.jar` and `.mvn/wrapper/maven-wrapper.jar` beside an application',
      'a Kotlin or Scala compiler',
    ],
    ignores: ['an application’s own `.jar` with a `pom.xml` inside'],
  },
});
