package org.ui2i.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import jdk.jshell.JShell;
import org.junit.jupiter.api.Test;

/** What a student reads first, from JShell's own events. */
class ShellTest {
    private static List<String> failures(String... snippets) {
        List<String> said = new ArrayList<>();
        try (JShell jshell = JShell.builder().executionEngine("local").build()) {
            Shell shell = new Shell(jshell, ShellTest.class.getClassLoader());
            jshell.onSnippetEvent(event -> shell.failure(event).ifPresent(said::add));
            for (String snippet : snippets) {
                jshell.eval(snippet);
            }
        }
        return said;
    }

    @Test
    void theStudentsLineAndTheMessageComeFirst() {
        String method = "int half(int n) {\n    if (n % 2 == 1) {\n"
                + "        throw new IllegalArgumentException(\"n is \" + n + \": use an even one\");\n    }\n    return n / 2;\n}";
        assertEquals(
                List.of("In the line  throw new IllegalArgumentException(\"n is \" + n + \": use an even one\");\n"
                        + "  n is 3: use an even one"),
                failures(method, "half(2)", "half(3)"));
    }

    @Test
    void aLibrarysExceptionNamesTheLineThatCalledIt() {
        assertEquals(
                List.of("In the line  int n = Integer.parseInt(\"seven\");\n  For input string: \"seven\""),
                failures("int n = Integer.parseInt(\"seven\");"));
    }

    @Test
    void whatCausedTheFailureIsTold() {
        List<String> said =
                failures("throw new RuntimeException(\"outside\", new IllegalStateException(\"inside\\nmore\"));");
        assertEquals(1, said.size());
        assertTrue(said.get(0).endsWith("\n  inside"), said.get(0));
    }

    @Test
    void whatUsesUpTheHeapIsToldWhatToDo() {
        List<String> said = failures("byte[] all = new byte[Integer.MAX_VALUE];");
        assertEquals(1, said.size());
        assertTrue(said.get(0).contains("MB are all that Java has here. Let go of what"), said.get(0));
    }

    @Test
    void whatSucceedsSaysNothing() {
        assertEquals(List.of(), failures("int n = 3;", "n + 1"));
    }
}
