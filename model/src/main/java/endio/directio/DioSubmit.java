// SPDX-License-Identifier: GPL-2.0-or-later
package endio.directio;

import endio.vfs.Bio;

/** {@code dio_submit_t}: the file system submits a bio of the core itself. */
@FunctionalInterface
public interface DioSubmit {
    /**
     * @param dio the request
     * @param bio to be submitted
     * @param fileOffset its offset in the file, in bytes
     */
    void submitIo(Dio dio, Bio bio, long fileOffset);
}
