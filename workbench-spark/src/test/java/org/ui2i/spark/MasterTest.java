package org.ui2i.spark;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class MasterTest {
    @Test
    void anUnknownFormIsRefused() {
        for (String url : new String[] {"yarn", "local[x]", "local-cluster[2]", "http://host:7077", ""}) {
            String message = assertThrows(IllegalArgumentException.class, () -> new Master(url))
                    .getMessage();
            assertTrue(message.startsWith("the master is \"" + url + "\": use local[N]"), message);
        }
        assertTrue(new Master("local[*]").inProcess());
        assertTrue(new Master("local-cluster[2,1,1024]").localCluster());
    }

    @Test
    void aMasterThatNobodyAnswersForIsNamedInOneLine() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
            assertDoesNotThrow(new Master("spark://127.0.0.1:1,127.0.0.1:" + port)::checkReachable);
        }
        String url = "spark://127.0.0.1:" + port;
        String message =
                assertThrows(IOException.class, new Master(url)::checkReachable).getMessage();
        assertTrue(message.startsWith("the master " + url + " cannot be reached (Connection refused): "), message);
        assertEquals(1, message.lines().count());
        assertThrows(IllegalArgumentException.class, new Master("spark://host")::checkReachable);
    }
}
