// SPDX-License-Identifier: GPL-2.0-or-later
package endio.event;

/** The kernel's error numbers that the protocol uses; results carry them negated. */
public final class Errno {
    public static final int EIO = 5;
    public static final int EAGAIN = 11;
    public static final int ENOMEM = 12;
    public static final int EFAULT = 14;
    public static final int ENOTBLK = 15;
    public static final int EBUSY = 16;
    public static final int EINVAL = 22;
    public static final int ENOSPC = 28;
    public static final int EROFS = 30;
    /** The kiocb is queued; its completion will be reported by somebody else. */
    public static final int EIOCBQUEUED = 529;

    private Errno() {}
}
