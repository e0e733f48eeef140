// A runtime that cannot start a thread ends the process. So threads are started here first, where a failure is an answer.
#include "Room.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/resource.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/// Stack of one trial thread: twice the default of a thread, at least twice that of libomp. The other half is for what the
/// work itself will allocate under a limit on the address space.
static size_t trial_stack(void) {
  const size_t least = (size_t)4 << 20;
  pthread_attr_t defaults;
  size_t size = 0;
  if (pthread_attr_init(&defaults) == 0) {
    if (pthread_attr_getstacksize(&defaults, &size) != 0) size = 0;
    pthread_attr_destroy(&defaults);
  }
  return 2 * (size < least ? least : size);
}

static void *wait_for_release(void *gate) {
  pthread_mutex_lock(gate);
  pthread_mutex_unlock(gate);
  return NULL;
}

/// Starts threads that all live at once, and ends them. Returns how many of `count` there were.
static int32_t start_and_join(int32_t count) {
  pthread_t *threads = calloc((size_t)count, sizeof *threads);
  pthread_attr_t attributes;
  if (threads == NULL || pthread_attr_init(&attributes) != 0) {
    free(threads);
    return 0;
  }
  int32_t started = 0;
  if (pthread_attr_setstacksize(&attributes, trial_stack()) == 0) {
    pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&gate);
    while (started < count && pthread_create(&threads[started], &attributes, wait_for_release, &gate) == 0) started++;
    pthread_mutex_unlock(&gate);
    for (int32_t i = 0; i < started; i++) pthread_join(threads[i], NULL);
  }
  pthread_attr_destroy(&attributes);
  free(threads);
  return started;
}

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
// What was shown to be possible. It only grows: memory given back later does not undo a shortage, and asking again for
// each team would cost more than the team.
static _Atomic int32_t proved = 1;
static bool is_short = false;

/// Each thread of glibc that allocates reserves 64 MB of addresses for itself, also between a trial and the team it was
/// for. Under a limit they share one pool instead; it takes effect if no second thread has allocated yet.
static void share_allocations(void) {
#ifdef __GLIBC__
  struct rlimit limit;
  if (getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) mallopt(M_ARENA_MAX, 1);
#endif
}

static void prove(int32_t members) {
  const int32_t before = atomic_load(&proved);
  if (is_short || members <= before) return;
  share_allocations();
  const int32_t wanted = members - before;
  const int32_t started = start_and_join(wanted);
  is_short = started < wanted;
  // One thread less than was possible, for whatever else the process starts.
  const int32_t more = is_short && started > 0 ? started - 1 : started;
  atomic_store(&proved, before + more);
}

int32_t cparallel_room(int32_t members) {
  if (members > atomic_load(&proved)) {
    pthread_mutex_lock(&lock);
    prove(members);
    pthread_mutex_unlock(&lock);
  }
  const int32_t most = atomic_load(&proved);
  return members < most ? members : most;
}
