package org.ui2i;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Another Java on this test's class path, to be killed, starved or measured.
 *
 * @param before what it is started by, such as a limit; empty for nothing
 * @param main its class
 * @param options of Java
 * @param environment on top of this process's
 */
public record JavaProcess(List<String> before, Class<?> main, List<String> options, Map<String, String> environment) {
    private static final int PATIENCE_SECONDS = 300;

    /**
     * How it ended.
     *
     * @param code 0 if all is well
     * @param said what it wrote, both streams
     */
    public record End(int code, String said) {}

    /**
     * With this process's environment.
     *
     * @param main its class
     * @param options of Java
     */
    public JavaProcess(Class<?> main, String... options) {
        this(List.of(), main, List.of(options), Map.of());
    }

    /**
     * With a variable of its own.
     *
     * @param name of the variable
     * @param value of the variable
     * @return a changed copy
     */
    public JavaProcess with(String name, String value) {
        return new JavaProcess(before, main, options, Map.of(name, value));
    }

    /**
     * Started by a command.
     *
     * @param command that takes another command as its last arguments
     * @return a changed copy
     */
    public JavaProcess startedBy(List<String> command) {
        return new JavaProcess(command, main, options, environment);
    }

    /**
     * The process, not started yet.
     *
     * @param arguments of the class
     * @return to be started
     */
    public ProcessBuilder of(String... arguments) {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dui2i.root=" + System.getProperty("ui2i.root", ".."));
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder;
    }

    /**
     * Starts it and waits for its end; a hang is a failure.
     *
     * @param arguments of the class
     * @return how it ended
     * @throws IOException if it cannot be started
     * @throws InterruptedException if the test is interrupted
     */
    public End run(String... arguments) throws IOException, InterruptedException {
        Path log = Files.createTempFile("process", ".log");
        try {
            Process process = of(arguments)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly().waitFor();
            String said = Files.readString(log).strip();
            if (!ended) {
                throw new AssertionError(main + " did not end in " + PATIENCE_SECONDS + " s: " + said);
            }
            return new End(process.exitValue(), said);
        } finally {
            Files.delete(log);
        }
    }
}
