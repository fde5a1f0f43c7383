// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.iomap;

import endio.vfs.UserPages;
import java.util.HashMap;
import java.util.Map;

/** User memory that ends where a request's fault says, and whose references are counted. */
final class IomapPages implements UserPages {
    private static final int PAGE_SIZE = 4096;

    private final Map<Integer, IomapRequest> requests;
    private final Map<Page, Integer> references = new HashMap<>();

    IomapPages(Map<Integer, IomapRequest> requests) {
        this.requests = requests;
    }

    @Override
    public int getUserPages(int req, long first, int want) {
        IomapRequest request = requests.get(req);
        int there = want;
        if (request != null && request.faultPage() >= 0) {
            there = (int) Math.min(want, Math.max(0, request.faultPage() - first));
            if (there == 0) {
                return request.faultErrno();
            }
        }
        for (int i = 0; i < there; i++) {
            get(new Page(req, first + i));
        }
        return there;
    }

    @Override
    public long touch(int req, long addr, long bytes) {
        IomapRequest request = requests.get(req);
        return request == null || request.faultPage() < 0 ? bytes
                : Math.min(bytes, Math.max(0, request.faultPage() * PAGE_SIZE - addr));
    }

    @Override
    public void get(Page page) {
        references.merge(page, 1, Integer::sum);
    }

    @Override
    public void put(Page page) {
        references.merge(page, -1, Integer::sum);
    }

    /** References of user pages. */
    long live() {
        return references.entrySet().stream().filter(e -> !e.getKey().equals(Page.ZERO))
                .mapToLong(Map.Entry::getValue).sum();
    }

    /** References of the zero page. */
    long zero() {
        return references.getOrDefault(Page.ZERO, 0);
    }
}
