// SPDX-License-Identifier: GPL-2.0-or-later
// endio.bench.SharedReference for SPIN: REQUESTS requests that share nothing, of BIOS bios each.
#ifndef REQUESTS
#define REQUESTS 1
#endif
#ifndef BIOS
#define BIOS 2
#endif

bool held[REQUESTS];
byte references[REQUESTS];
bool queued[REQUESTS];
bool converted[REQUESTS];
byte completions[REQUESTS];
bool early[REQUESTS];
bool submitted[REQUESTS * BIOS];
byte ended;

inline put(r) {
    atomic { !held[r] -> held[r] = true }
    references[r] = references[r] - 1;
    left = references[r];
    held[r] = false;
    if
    :: left == 0 -> queued[r] = true
    :: else -> skip
    fi
}

proctype submitter(byte r) {
    byte i = 0;
    byte left;
    do
    :: i < BIOS ->
        atomic { !held[r] -> held[r] = true }
        references[r] = references[r] + 1;
        held[r] = false;
        submitted[r * BIOS + i] = true;
        i++
    :: else -> break
    od;
    put(r)
}

proctype bio(byte r; byte i) {
    byte left;
    submitted[r * BIOS + i];
    put(r)
}

proctype worker(byte r) {
    queued[r];
    queued[r] = false;
    converted[r] = true;
    atomic {
        early[r] = early[r] || !converted[r];
        completions[r]++
    }
}

init {
    byte r;
    byte i;
    atomic {
        for (r : 0 .. REQUESTS - 1) {
            references[r] = 1;
            run submitter(r);
            run worker(r);
            for (i : 0 .. BIOS - 1) { run bio(r, i) }
        }
    }
    _nr_pr == 1;
    for (r : 0 .. REQUESTS - 1) {
        assert(completions[r] == 1 && !early[r] && references[r] == 0)
    }
}
