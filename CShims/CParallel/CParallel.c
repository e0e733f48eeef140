// Teams: a trampoline from the runtime's entry to the caller's body.
#include "CParallel.h"

#include "Room.h"
#include "Runtime.h"

#include <stdatomic.h>
#include <stddef.h>

enum { spin_unset = -1 };

static _Atomic int32_t spin_wanted = spin_unset;
// libomp keeps the time per calling thread, so that each thread hands it over before its own teams.
static _Thread_local int32_t spin_applied = spin_unset;
// Ours next to the runtime's own answer, which counts neither teams of one nor those of another runtime.
static _Thread_local bool inside_team = false;

typedef struct {
  const cparallel_functions *runtime;
  cparallel_body body;
  void *context;
} team_work;

static void run_member(cparallel_body body, void *context, int32_t member, int32_t members) {
  const bool outer = inside_team;
  inside_team = true;
  body(context, member, members);
  inside_team = outer;
}

static void enter(void *data) {
  const team_work *work = data;
  run_member(work->body, work->context, work->runtime->member(), work->runtime->members());
}

static void apply_spin(const cparallel_functions *runtime) {
  const int32_t wanted = atomic_load_explicit(&spin_wanted, memory_order_relaxed);
  if (wanted == spin_applied || runtime->set_blocktime == NULL) return;
  runtime->set_blocktime(wanted);
  spin_applied = wanted;
}

/// Starts a team of the size asked for, also under OMP_DYNAMIC=true, which lets the runtime shrink it to the load.
static void fork_team(const cparallel_functions *runtime, int32_t members, team_work *work) {
  const bool tunable = runtime->get_dynamic != NULL && runtime->set_dynamic != NULL;
  const int dynamic = tunable ? runtime->get_dynamic() : 0;
  if (dynamic) runtime->set_dynamic(0);
  runtime->parallel(enter, work, (unsigned)members, 0);
  if (dynamic) runtime->set_dynamic(dynamic);
}

/// Members of the teams running now.
static _Atomic int32_t engaged = 0;

/// Runs a team in the room there is for it next to the teams of other threads.
static void run_team(const cparallel_functions *runtime, int32_t members, team_work *work) {
  const int32_t others = atomic_fetch_add(&engaged, members);
  const int32_t granted = cparallel_room(others + members) - others;
  if (granted <= 1) {
    run_member(work->body, work->context, 0, 1);
  } else {
    fork_team(runtime, granted, work);
  }
  atomic_fetch_sub(&engaged, members);
}

static int32_t clamp(int32_t members) {
  return members < 1 ? 1 : members > CPARALLEL_MOST_MEMBERS ? CPARALLEL_MOST_MEMBERS : members;
}

const char *cparallel_runtime(void) {
  return cparallel_load()->name;
}

void cparallel_run(int32_t members, cparallel_body body, void *context) {
  members = clamp(members);
  // A team of one needs no runtime, and does not load it.
  const cparallel_functions *runtime = members <= 1 || inside_team ? NULL : cparallel_load();
  if (runtime == NULL || runtime->parallel == NULL || runtime->in_parallel()) {
    run_member(body, context, 0, 1);
    return;
  }
  apply_spin(runtime);
  team_work work = {runtime, body, context};
  run_team(runtime, members, &work);
}

const char *cparallel_message(void) {
  return cparallel_load()->message;
}

int32_t cparallel_members(int32_t members) {
  members = clamp(members);
  return members == 1 || cparallel_load()->parallel == NULL ? 1 : cparallel_room(members);
}

void cparallel_set_spin_milliseconds(int32_t milliseconds) {
  atomic_store_explicit(&spin_wanted, milliseconds < 0 ? 0 : milliseconds, memory_order_relaxed);
}
