// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.BioEvent.BioEnd;
import endio.event.BioEvent.BioSubmit;
import endio.event.Context;
import endio.event.ContextKind;
import endio.event.DioEvent.DioAlloc;
import endio.event.DioEvent.EndIo;
import endio.event.DioEvent.Gathered;
import endio.event.Errno;
import endio.event.Event;
import endio.event.FileSystemEvent.ConvertBegin;
import endio.event.InodeEvent.InodeDioDone;
import endio.event.InodeEvent.InodeDioGet;
import endio.event.IoEndEvent.IoEndAlloc;
import endio.event.IoEndEvent.ListDel;
import endio.event.RequestEvent.AioComplete;
import endio.event.RequestEvent.Issue;
import endio.event.RequestEvent.Return;
import endio.event.WorkEvent.WorkEnd;
import endio.event.WorkEvent.WorkStart;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one execution has said about its requests so far, and on behalf of which request each context works. */
final class Ledger {
    /** What a ledger wants to hear. */
    static final List<Class<? extends Event>> HEARS =
            List.of(Issue.class, Return.class, AioComplete.class, DioAlloc.class,
            BioSubmit.class, BioEnd.class, Gathered.class, EndIo.class, ConvertBegin.class, IoEndAlloc.class,
            ListDel.class,
            WorkStart.class, WorkEnd.class, InodeDioGet.class, InodeDioDone.class);

    private static final int NOBODY = -1;

    private final Map<Integer, Request> requests = new TreeMap<>();
    /** Requests that somebody asked for and of which nothing has been said. */
    private final Map<Integer, Request> unheard = new HashMap<>();
    private final Map<Integer, Bio> bios = new HashMap<>();
    private final Map<Integer, Integer> reqOfDio = new HashMap<>();
    private final Map<Integer, Integer> reqOfIoEnd = new HashMap<>();
    private final Map<Context, Integer> doing = new HashMap<>();
    /** What it was told last. */
    private @Nullable Event last;
    private int lastAt = -1;

    /** A bio of a request. */
    static final class Bio {
        final BioSubmit submit;
        final int submittedAt;
        /** Position of its end, -1 as long as it has not ended. */
        int endedAt = -1;
        boolean ok;

        Bio(BioSubmit submit, int submittedAt) {
            this.submit = submit;
            this.submittedAt = submittedAt;
        }

        boolean failed() {
            return endedAt >= 0 && !ok;
        }
    }

    /** A request; positions are -1 as long as the event has not arrived. */
    static final class Request {
        final int req;
        @Nullable Issue issue;
        int issuedAt = -1;
        @Nullable Context submitter;
        int dio = -1;
        final List<Bio> bios = new ArrayList<>();
        /** Positions of its increments and decrements of {@code i_dio_count}. */
        final List<Integer> gets = new ArrayList<>();
        final List<Integer> dones = new ArrayList<>();
        @Nullable Return returned;
        int returnedAt = -1;
        @Nullable AioComplete completed;
        int completedAt = -1;

        Request(int req) {
            this.req = req;
        }

        boolean write() {
            return issue != null && issue.write();
        }

        boolean async() {
            return issue != null && !issue.sync();
        }

        /** Whether the submission returned and left the completion to somebody else. */
        boolean queued() {
            return returned != null && returned.ret() == -Errno.EIOCBQUEUED;
        }

        /** Where its result was told, -1 as long as it was not. */
        int reportedAt() {
            return completed != null ? completedAt : returned != null && !queued() ? returnedAt : -1;
        }

        /** What was told there. */
        long result() {
            return completed != null ? completed.res() : returned != null ? returned.ret() : 0;
        }

        boolean succeeded() {
            return reportedAt() >= 0 && result() > 0;
        }

        boolean allBiosEnded() {
            return bios.stream().allMatch(b -> b.endedAt >= 0);
        }

        @Override
        public String toString() {
            return "request " + req;
        }
    }

    /** Takes in an event; once, however many monitors that share this ledger tell of it. */
    void on(int at, Context where, Event event) {
        if (at == lastAt && event == last) {
            return;
        }
        lastAt = at;
        last = event;
        if (event instanceof Issue e) {
            Request r = heard(e.req());
            r.issue = e;
            r.issuedAt = at;
            r.submitter = where;
            doing.put(where, e.req());
        } else if (event instanceof Return e) {
            Request r = heard(e.req());
            r.returned = e;
            r.returnedAt = at;
            doing.put(where, NOBODY);
        } else if (event instanceof AioComplete e) {
            Request r = heard(e.req());
            r.completed = e;
            r.completedAt = at;
        } else if (event instanceof DioAlloc e && e.dio() >= 0) {
            heard(e.req()).dio = e.dio();
            reqOfDio.put(e.dio(), e.req());
        } else if (event instanceof BioSubmit e) {
            Bio bio = new Bio(e, at);
            bios.put(e.bio(), bio);
            if (e.req() >= 0) {
                heard(e.req()).bios.add(bio);
                adopt(e);
            }
        } else if (event instanceof BioEnd e) {
            Bio bio = bios.get(e.bio());
            if (bio != null) {
                bio.endedAt = at;
                bio.ok = e.ok();
                doing.put(where, bio.submit.req());
            }
        } else if (event instanceof InodeDioGet && doing(where) >= 0) {
            heard(doing(where)).gets.add(at);
        } else if (event instanceof InodeDioDone && doing(where) >= 0) {
            heard(doing(where)).dones.add(at);
        } else {
            context(where, event);
        }
    }

    /** A dio that lies in its first bio has no allocation of its own to be known by. */
    private void adopt(BioSubmit bio) {
        if (bio.dio() >= 0 && reqOfDio.putIfAbsent(bio.dio(), bio.req()) == null) {
            heard(bio.req()).dio = bio.dio();
        }
    }

    private void context(Context where, Event event) {
        if (event instanceof Gathered e) {
            doing.put(where, e.req());
        } else if (event instanceof EndIo e) {
            doing.put(where, e.req());
        } else if (event instanceof WorkStart e) {
            doing.put(where, reqOfDio.getOrDefault(e.dio(), NOBODY));
        } else if (event instanceof WorkEnd) {
            doing.put(where, NOBODY);
        } else if (event instanceof IoEndAlloc e && e.ioEnd() >= 0) {
            reqOfIoEnd.put(e.ioEnd(), e.req());
        } else if (event instanceof ListDel e) {
            doing.put(where, reqOfIoEnd.getOrDefault(e.ioEnd(), NOBODY));
        } else if (event instanceof ConvertBegin e && where.kind() != ContextKind.TASK) {
            doing.put(where, reqOf(e.req(), e.ioEnd()));
        }
    }

    /** The request that the context works for, -1 none that is known. */
    int doing(Context where) {
        return doing.getOrDefault(where, NOBODY);
    }

    /** The request of a conversion that names {@code req} and {@code ioEnd}, -1 none that is known. */
    int reqOf(int req, int ioEnd) {
        return req >= 0 ? req : reqOfIoEnd.getOrDefault(ioEnd, NOBODY);
    }

    int reqOfDio(int dio) {
        return reqOfDio.getOrDefault(dio, NOBODY);
    }

    /** The request of this number, also if nothing has been said of it. */
    Request request(int req) {
        Request known = requests.get(req);
        return known != null ? known : unheard.computeIfAbsent(req, Request::new);
    }

    private Request heard(int req) {
        return requests.computeIfAbsent(req, r -> {
            Request asked = unheard.remove(r);
            return asked != null ? asked : new Request(r);
        });
    }

    @Nullable Bio bio(int bio) {
        return bios.get(bio);
    }

    /** Those of which something has been said, by number. */
    Collection<Request> requests() {
        return requests.values();
    }
}
