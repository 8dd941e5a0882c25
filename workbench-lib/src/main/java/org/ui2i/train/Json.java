package org.ui2i.train;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;

/** What files say of themselves. Read as strictly as configurations are: a value that is missing or of another kind is named. */
final class Json {
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .setObjectToNumberStrategy(ToNumberPolicy.LAZILY_PARSED_NUMBER) // a seed may have more digits than a double
            .create();

    private Json() {}

    static String of(Object value) {
        return GSON.toJson(value);
    }

    static <R extends Record> R read(Class<R> type, String text) {
        try {
            return type.cast(ConfigReader.record(type, GSON.fromJson(text, Object.class), ""));
        } catch (JsonParseException | NumberFormatException e) {
            throw new IllegalArgumentException("its description is no JSON", e);
        }
    }
}
