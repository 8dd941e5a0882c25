package org.ui2i.data.build;

import java.util.List;

/** The 52 letters in atlas order: A to Z, then a to z. */
final class Letters {
    static final List<String> ALL = List.of(("ABCDEFGHIJKLMNOPQRSTUVWXYZ" + "abcdefghijklmnopqrstuvwxyz").split(""));

    private Letters() {}
}
