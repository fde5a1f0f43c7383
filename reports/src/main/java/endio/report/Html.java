// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * One HTML page that needs nothing but itself. All text goes through {@link #text}; the policy in the page's head lets
 * only its own style and script run, so that a name in a record can never become either.
 */
final class Html {
    private final StringBuilder out = new StringBuilder();

    /** Text as element content or as an attribute's value in quotes. */
    static String text(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case '\n' -> safe.append('\n');
                default -> {
                    if (shown(c)) {
                        safe.appendCodePoint(c);
                    } else {
                        safe.append('\ufffd');
                    }
                }
            }
        });
        return safe.toString();
    }

    /** Neither a control character, nor one that turns the direction of what follows, nor half of one. */
    static boolean shown(int c) {
        int type = Character.getType(c);
        return !Character.isISOControl(c) && type != Character.FORMAT && type != Character.SURROGATE
                && type != Character.UNASSIGNED
                && c != 0x2028 && c != 0x2029;
    }

    /**
     * JSON as the content of a script element: no character in it can end the element, or mislead who reads the source.
     */
    static String data(String json) {
        StringBuilder safe = new StringBuilder(json.length() + 64);
        json.codePoints().forEach(c -> {
            if (c == '&' || c == '<' || c == '>' || !shown(c)) {
                for (char unit : Character.toChars(c)) {
                    safe.append(String.format("\\u%04x", (int) unit));
                }
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    /** Adds markup as it is. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Adds text. */
    Html say(String text) {
        out.append(text(text));
        return this;
    }

    /** Adds an element that holds text; {@code tag} may carry attributes. */
    Html element(String tag, String text) {
        int space = tag.indexOf(' ');
        String name = space < 0 ? tag : tag.substring(0, space);
        out.append('<').append(tag).append('>').append(text(text)).append("</").append(name).append('>');
        return this;
    }

    /** The page around what was added. */
    String page(String title) {
        String style = resource("page.css");
        String script = resource("page.js");
        String policy = "default-src 'none'; style-src '" + hash(style) + "'; script-src '" + hash(script)
                + "'; img-src data:; base-uri 'none'; form-action 'none'";
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n"
                + "<meta name=\"referrer\" content=\"no-referrer\">\n"
                + "<link rel=\"icon\" href=\"data:,\">\n"
                + "<title>" + text(title) + "</title>\n<style>" + style + "</style>\n</head>\n<body>\n"
                + out + "<script>" + script + "</script>\n</body>\n</html>\n";
    }

    private static String resource(String name) {
        try (InputStream in = Html.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
