// SPDX-License-Identifier: GPL-2.0-or-later
package endio.record;

/** Names that any file system takes. */
public final class Slug {
    private static final int LONGEST = 100;

    private Slug() {}

    /** {@code name} with all but letters, digits, dots, dashes and underscores made dashes; never a dot in front. */
    public static String of(String name) {
        String slug = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[.-]+", "");
        return slug.isEmpty() ? "finding" : slug.substring(0, Math.min(slug.length(), LONGEST));
    }
}
