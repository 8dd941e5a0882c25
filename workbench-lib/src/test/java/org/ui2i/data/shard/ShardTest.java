package org.ui2i.data.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardTest {
    private static List<InputImage> images(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> new InputImage("a/" + i + ".jpg", 100 + i, 1000))
                .toList();
    }

    @Test
    void everyImageIsInOneShardInOrder() {
        for (int n : new int[] {1, 31, 32, 33, 100}) {
            List<Shard> shards = Shard.of(images(n), 32);
            assertEquals(
                    images(n), shards.stream().flatMap(s -> s.images().stream()).toList());
            assertEquals((n + 31) / 32, shards.size());
            assertEquals(shards.size() - 1, shards.get(shards.size() - 1).number());
        }
    }

    /** So that a picture does not depend on how the list was sliced. */
    @Test
    void batchesAreTheSameForAllShardSizes() {
        List<List<InputImage>> batches = Shard.of(images(100), 16).stream()
                .flatMap(s -> s.batches().stream())
                .toList();
        assertEquals(
                List.of(16, 16, 16, 16, 16, 16, 4),
                batches.stream().map(List::size).toList());
        for (int size : new int[] {32, 48, 512}) {
            assertEquals(
                    batches,
                    Shard.of(images(100), size).stream()
                            .flatMap(s -> s.batches().stream())
                            .toList());
        }
        assertThrows(IllegalArgumentException.class, () -> Shard.of(images(1), 40));
    }

    @Test
    void aShardKeepsItsNameUntilTheWorkOrAFileChanges() {
        Shard shard = new Shard(3, images(5));
        assertEquals(shard.id("w"), new Shard(4, images(5)).id("w"), "wherever it is in the list");
        assertNotEquals(shard.id("w"), shard.id("v"));
        List<InputImage> longer = images(5).stream()
                .map(i -> new InputImage(i.name(), i.bytes() + 1, i.modified()))
                .toList();
        assertNotEquals(shard.id("w"), new Shard(3, longer).id("w"));
        List<InputImage> later = images(5).stream()
                .map(i -> new InputImage(i.name(), i.bytes(), i.modified() + 1))
                .toList();
        assertNotEquals(shard.id("w"), new Shard(3, later).id("w"));
        assertNotEquals(shard.id("w"), new Shard(3, images(4)).id("w"));
    }

    @Test
    void anOutputHasItsInputsPathAndTheEndingPng() {
        assertEquals("a/b.png", new InputImage("a/b.jpeg", 1, 0).output());
        assertEquals("a.b/c.d.png", new InputImage("a.b/c.d.tif", 1, 0).output());
    }
}
