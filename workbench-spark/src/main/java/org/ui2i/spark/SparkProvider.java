package org.ui2i.spark;

import java.io.IOException;
import org.ui2i.run.Workers;

/** How the library finds this module. */
public final class SparkProvider implements Workers.Provider {
    /** For {@link java.util.ServiceLoader}. */
    public SparkProvider() {}

    @Override
    public Workers at(String master) throws IOException {
        return SparkWorkers.at(master);
    }
}
