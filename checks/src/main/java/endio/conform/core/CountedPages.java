// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.core;

import endio.vfs.UserPages;
import java.util.HashMap;
import java.util.Map;

/** User memory that ends where a request's fault says, and whose references are counted. */
final class CountedPages implements UserPages {
    private final Map<Integer, Request> requests;
    private final Map<Page, Integer> references = new HashMap<>();

    CountedPages(Map<Integer, Request> requests) {
        this.requests = requests;
    }

    @Override
    public int getUserPages(int req, long first, int want) {
        Request request = requests.get(req);
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
    public void get(Page page) {
        references.merge(page, 1, Integer::sum);
    }

    @Override
    public void put(Page page) {
        references.merge(page, -1, Integer::sum);
    }

    /** User pages that somebody holds. */
    long live() {
        return references.entrySet().stream().filter(e -> !e.getKey().equals(Page.ZERO) && e.getValue() != 0).count();
    }

    /** References of the zero page. */
    long zero() {
        return references.getOrDefault(Page.ZERO, 0);
    }
}
