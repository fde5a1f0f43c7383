------------------------------ MODULE Reference ------------------------------
(* SPDX-License-Identifier: GPL-2.0-or-later                                  *)
(* endio.bench.SharedReference for TLC: one request of N bios. Process 0      *)
(* submits, processes 1 to N end the bios.                                    *)
EXTENDS Naturals
CONSTANT N
VARIABLES holder, references, queued, converted, completions, early, at, next, left, worker

Nobody == N + 1
Bios == 1..N
All == 0..N
memory == <<references, queued, converted, completions, early>>
vars == <<holder, memory, at, next, left, worker>>

Init ==
    /\ holder = Nobody /\ references = 1
    /\ queued = FALSE /\ converted = FALSE /\ completions = 0 /\ early = FALSE
    /\ at = [p \in All |-> IF p = 0 THEN "get" ELSE "unborn"]
    /\ next = 1 /\ left = [p \in All |-> 0] /\ worker = "waits"

Move(p, from, to) == at[p] = from /\ at' = [at EXCEPT ![p] = to]

Lock(p, from, to) ==
    /\ Move(p, from, to) /\ holder = Nobody /\ holder' = p
    /\ UNCHANGED <<memory, next, left, worker>>
Unlock(p, from, to) ==
    /\ Move(p, from, to) /\ holder' = Nobody
    /\ UNCHANGED <<memory, next, left, worker>>

Increment ==
    /\ Move(0, "increment", "got") /\ references' = references + 1
    /\ UNCHANGED <<holder, queued, converted, completions, early, next, left, worker>>
Submit ==
    /\ at[0] = "submit" /\ next' = next + 1
    /\ at' = [at EXCEPT ![0] = IF next = N THEN "put" ELSE "get", ![next] = "released"]
    /\ UNCHANGED <<holder, memory, left, worker>>
Begin(p) == Move(p, "released", "put") /\ UNCHANGED <<holder, memory, next, left, worker>>
Decrement(p) ==
    /\ Move(p, "decrement", "dropped")
    /\ references' = references - 1 /\ left' = [left EXCEPT ![p] = references - 1]
    /\ UNCHANGED <<holder, queued, converted, completions, early, next, worker>>
Look(p) ==
    /\ Move(p, "look", IF left[p] = 0 THEN "wake" ELSE "done")
    /\ UNCHANGED <<holder, memory, next, left, worker>>
Wake(p) ==
    /\ Move(p, "wake", "done") /\ queued' = TRUE
    /\ UNCHANGED <<holder, references, converted, completions, early, next, left, worker>>

Take ==
    /\ worker = "waits" /\ queued /\ worker' = "takes"
    /\ UNCHANGED <<holder, memory, at, next, left>>
Clear ==
    /\ worker = "takes" /\ worker' = "converts" /\ queued' = FALSE
    /\ UNCHANGED <<holder, references, converted, completions, early, at, next, left>>
Convert ==
    /\ worker = "converts" /\ worker' = "completes" /\ converted' = TRUE
    /\ UNCHANGED <<holder, references, queued, completions, early, at, next, left>>
Complete ==
    /\ worker = "completes" /\ worker' = "done"
    /\ early' = (early \/ ~converted) /\ completions' = completions + 1
    /\ UNCHANGED <<holder, references, queued, converted, at, next, left>>

Next ==
    \/ Lock(0, "get", "increment") \/ Increment \/ Unlock(0, "got", "submit") \/ Submit
    \/ \E p \in Bios : Begin(p)
    \/ \E p \in All : Lock(p, "put", "decrement") \/ Decrement(p) \/ Unlock(p, "dropped", "look") \/ Look(p) \/ Wake(p)
    \/ Take \/ Clear \/ Convert \/ Complete

Spec == Init /\ [][Next]_vars

Sound ==
    /\ ~early /\ completions <= 1
    /\ (worker = "done" /\ \A p \in All : at[p] = "done") => (completions = 1 /\ references = 0)
=============================================================================
