// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.record.Tool;
import picocli.CommandLine.IVersionProvider;

/** Of this program. */
final class Version implements IVersionProvider {
    /** For records. */
    static final Tool TOOL = new Tool("endio", number());

    private static String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "0.1.0-SNAPSHOT" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"endio " + TOOL.version(), "Java " + Runtime.version(), "GPL-2.0-or-later"};
    }
}
