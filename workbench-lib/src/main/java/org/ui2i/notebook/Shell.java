package org.ui2i.notebook;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/** A notebook's JShell, whose snippets run in this process. */
final class Shell {
    /** JShell's own names for values that were shown and not assigned. */
    private static final Pattern SHOWN = Pattern.compile("\\$\\d+");

    private static final String SNIPPET = "#";
    private static final String HEAP_IS_FULL = ": %d MB are all that Java has here. Let go of what you no longer need"
            + " (name = null), take smaller pictures or batches, or start with UI2I_HEAP=%dg ./workbench lab";
    private final JShell shell;
    private final ClassLoader loader;

    /**
     * A shell.
     *
     * @param shell the kernel's JShell
     * @param loader of the snippets' classes
     */
    Shell(JShell shell, ClassLoader loader) {
        this.shell = shell;
        this.loader = loader;
    }

    /**
     * What the variables hold that cells declared by name; values that were only shown do not count.
     *
     * @return values, without null
     */
    List<Object> variables() {
        return shell.variables()
                .filter(variable -> shell.status(variable) == Status.VALID)
                .filter(variable -> !SHOWN.matcher(variable.name()).matches())
                .map(this::value)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Object> value(VarSnippet variable) {
        try {
            Method name = Snippet.class.getDeclaredMethod("classFullName"); // --add-opens jdk.jshell/jdk.jshell
            name.setAccessible(true);
            Class<?> owner = Class.forName((String) name.invoke(variable), false, loader);
            return Optional.ofNullable(Reachable.value(owner.getDeclaredField(variable.name()), null));
        } catch (ClassNotFoundException e) {
            return Optional.empty(); // declared, but its snippet did not run
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "variable " + variable.name() + " cannot be read: start Java with"
                            + " --add-opens jdk.jshell/jdk.jshell=ALL-UNNAMED",
                    e);
        }
    }

    /**
     * What to tell a student first when a snippet threw: the line of the cell and the message, before the kernel's trace.
     *
     * @param event of a snippet
     * @return two lines, or nothing where nothing was thrown
     */
    Optional<String> failure(SnippetEvent event) {
        if (!(event.exception() instanceof EvalException thrown)) {
            return Optional.empty();
        }
        EvalException cause = thrown;
        while (cause.getCause() instanceof EvalException deeper) {
            cause = deeper;
        }
        String message = Objects.requireNonNullElse(cause.getMessage(), cause.getExceptionClassName());
        String first = message.lines().findFirst().orElse(message); // the engine's messages go on with its own trace
        if (cause.getExceptionClassName().equals(OutOfMemoryError.class.getName())) {
            first += HEAP_IS_FULL.formatted(
                    Runtime.getRuntime().maxMemory() >> 20,
                    (Runtime.getRuntime().maxMemory() >> 29) + 1);
        }
        return Optional.of(line(thrown).map(at -> "In the line  " + at + "\n").orElse("") + "  " + first);
    }

    /** The topmost line of a cell in the trace; a frame's file is #ID:LINE, where lines count from the snippet's first. */
    private Optional<String> line(JShellException thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame ->
                        frame.getFileName() != null && frame.getFileName().startsWith(SNIPPET))
                .flatMap(frame -> shell.snippets()
                        .filter(snippet -> frame.getFileName().equals(SNIPPET + snippet.id()))
                        .flatMap(snippet -> snippet.source().lines().skip(Math.max(0, frame.getLineNumber() - 1)))
                        .limit(1))
                .map(String::strip)
                .findFirst();
    }
}
