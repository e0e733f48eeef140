// Teams of threads: one fork-join over an OpenMP runtime found at run time.
//
// The runtime (LLVM's libomp, else GCC's libgomp) is opened with dlopen and entered through `GOMP_parallel`, which both
// export, so that one binary runs on hosts with either or neither and no dependent package needs `-fopenmp`.
// Without a runtime a team has one member: the caller.
#ifndef LEONTIEF_CPARALLEL_H
#define LEONTIEF_CPARALLEL_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The largest team.
enum { CPARALLEL_MOST_MEMBERS = 1023 };

/// Work of one member: `member` in 0 ..< `members`. Must not throw, trap across threads or start another team.
typedef void (*cparallel_body)(void *context, int32_t member, int32_t members);

/// Name of the OpenMP runtime in use ("libomp.so.5", "libgomp.so.1"), or "none". Loads it on first use; thread-safe.
/// `LEONTIEF_OPENMP=<path>` names another, with no second choice if it cannot be used; `LEONTIEF_OPENMP=none` switches
/// threads off.
const char *cparallel_runtime(void);

/// Why `cparallel_runtime` is "none": one line without a newline, as for a library that could not be loaded. Empty when
/// there is a runtime, and when threads were switched off. Lives until the process ends.
const char *cparallel_message(void);

/// The members a team of `members` would have if it ran alone: clamped to 1 ... CPARALLEL_MOST_MEMBERS, 1 without a runtime,
/// and no more than the threads this process can start under its limits, which is tried out the first time.
int32_t cparallel_members(int32_t members);

/// Runs `body` on a team and returns when all members have finished. `members` is clamped as by `cparallel_members`, and to
/// 1 inside another team. The runtime may grant fewer members; `body` is told the true number. Callable from several
/// threads at once, each with a team of its own; together they take no more threads than the process can have, since a
/// runtime that cannot start a thread would end the process.
void cparallel_run(int32_t members, cparallel_body body, void *context);

/// Milliseconds a worker spins after a team before it sleeps (libomp only; no effect elsewhere). A loaded BLAS brings its
/// own threads, and two pools that spin fight over the cores. Holds for the teams of every thread started from now on.
void cparallel_set_spin_milliseconds(int32_t milliseconds);

#ifdef __cplusplus
}
#endif
#endif
