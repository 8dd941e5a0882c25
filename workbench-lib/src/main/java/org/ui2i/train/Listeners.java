package org.ui2i.train;

import java.nio.file.Path;
import java.util.List;

/** Several listeners as one, called in order. */
record Listeners(List<Listener> list) implements Listener {
    @Override
    public void started(History history, long first, long last) {
        list.forEach(each -> each.started(history, first, last));
    }

    @Override
    public void stepped(Progress progress) {
        list.forEach(each -> each.stepped(progress));
    }

    @Override
    public void saved(Path checkpoint) {
        list.forEach(each -> each.saved(checkpoint));
    }

    @Override
    public void finished(History history) {
        list.forEach(each -> each.finished(history));
    }
}
