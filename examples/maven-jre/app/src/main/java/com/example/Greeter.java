package com.example;

public final class Greeter {
    public static void main(String[] arguments) {
        System.out.println("hello from Java " + System.getProperty("java.specification.version"));
    }
}
