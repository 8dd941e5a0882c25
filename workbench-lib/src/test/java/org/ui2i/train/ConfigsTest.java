package org.ui2i.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ui2i.models.MunitConfig;
import org.ui2i.models.UnitConfig;

class ConfigsTest {
    enum Kind {
        PLAIN,
        NO
    }

    record Inner(int filters, double rate) {
        Inner {
            if (filters < 1) {
                throw new IllegalArgumentException("filters is " + filters + ": use at least 1");
            }
        }
    }

    record Outer(Inner dis, Kind kind, List<Integer> sizes, String name, boolean on, long big) {}

    private static final Outer CONFIG = new Outer(new Inner(8, 1e-4), Kind.NO, List.of(3, 5), "yes", true, 1L << 40);

    @Test
    void recordsSurviveYaml() {
        assertEquals(CONFIG, Configs.fromYaml(Outer.class, Configs.toYaml(CONFIG)));
        for (UnitConfig config : List.of(UnitConfig.paper(), UnitConfig.later(), UnitConfig.lab())) {
            assertEquals(config, Configs.fromYaml(UnitConfig.class, Configs.toYaml(config)));
        }
        for (MunitConfig config : List.of(MunitConfig.paper(), MunitConfig.lab(), MunitConfig.tiny())) {
            assertEquals(config, Configs.fromYaml(MunitConfig.class, Configs.toYaml(config)));
        }
    }

    @Test
    void settingsChangeCopies() {
        Outer changed = Configs.with(CONFIG, List.of("dis.filters=16", "dis.rate=1e-3", "kind=plain", "sizes=[1]"));
        assertEquals(new Outer(new Inner(16, 1e-3), Kind.PLAIN, List.of(1), "yes", true, 1L << 40), changed);
    }

    record Late(@Usual("3") int more, @Usual("plain") Kind kind) {}

    record Grown(String name, Late late, @Usual("1.5") double rate) {}

    @Test
    void aFieldThatIsAsUsualIsLeftOutAndMayBeAbsent() {
        Grown usual = new Grown("a", new Late(3, Kind.PLAIN), 1.5);
        assertEquals("name: a\n", Configs.toYaml(usual));
        assertEquals(usual, Configs.fromYaml(Grown.class, "name: a\n"));
        Grown other = new Grown("a", new Late(4, Kind.PLAIN), 2);
        assertEquals("name: a\nlate:\n  more: 4\nrate: 2.0\n", Configs.toYaml(other));
        assertEquals(other, Configs.fromYaml(Grown.class, Configs.toYaml(other)));
        assertEquals(other, Configs.with(usual, List.of("late.more=4", "rate=2")));
        Exception wrong = assertThrows(
                IllegalArgumentException.class, () -> Configs.fromYaml(Grown.class, "name: a\nlate: {mores: 4}\n"));
        assertEquals("there is no setting \"late.mores\": did you mean \"more\"?", wrong.getMessage());
    }

    @Test
    void wrongSettingsAreNamed() {
        refused("dis.fliters=16", "there is no setting \"fliters\": did you mean \"filters\"?");
        refused("kinds=plain", "there is no setting \"kinds\": did you mean \"kind\"?");
        refused("dis.filters=0", "filters is 0: use at least 1");
        refused("dis.filters=many", "dis.filters is \"many\": use a number (int)");
        refused("dis.filters=1.5", "dis.filters is \"1.5\": use a number (int)");
        refused("kind=odd", "kind is odd: use one of plain, no");
        refused("on=maybe", "on is \"maybe\": use true or false");
        refused("name.x=1", "\"name\" has no fields");
        refused("filters", "\"filters\" is no setting: use field=value");
        refused("dis=3", "dis is 3: give its fields");
    }

    private static void refused(String set, String message) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Configs.with(CONFIG, List.of(set)));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void unknownAndMissingFieldsInAFileAreNamed() {
        String yaml = Configs.toYaml(CONFIG);
        Exception unknown =
                assertThrows(IllegalArgumentException.class, () -> Configs.fromYaml(Outer.class, yaml + "namme: a\n"));
        assertEquals("there is no setting \"namme\": did you mean \"name\"?", unknown.getMessage());
        Exception missing = assertThrows(
                IllegalArgumentException.class, () -> Configs.fromYaml(Outer.class, yaml.replace("big:", "#")));
        assertEquals("the setting \"big\" is missing: give every field", missing.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Configs.fromYaml(Outer.class, "a: ["));
    }
}
