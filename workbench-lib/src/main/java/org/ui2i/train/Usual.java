package org.ui2i.train;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a field of a configuration is unless it is given. {@link Configs} leaves such a field out where it is as usual: a
 * configuration that is older than the field reads as it was meant, and stays the same text. A record all of whose fields are
 * so may be left out as a whole.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Usual {
    /**
     * The value.
     *
     * @return as YAML
     */
    String value();
}
