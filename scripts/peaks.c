// What the processor can do at best, measured without anything of this package: multiply-adds on registers, reading an array,
// and STREAM's write, copy and triad with ordinary stores. scripts/check-peaks holds leontief-bench against it, and a test holds its amounts of work against its own.
//
//   cc -O3 -march=native -pthread peaks.c -o peaks
//   peaks fma-f64|fma-f32 STEPS THREADS      peaks read|write|copy|triad BYTES THREADS   (BYTES of one array)
//
// Then a line on stdin is a run, answered by a line "WORK SECONDS RESULT": flops or bytes, and what was summed up, which tells
// that the work was done: half the flops, or the number of doubles that were read and written.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

#if defined(__AVX512F__)
enum { vector_bytes = 64, chains = 24 };
#elif defined(__AVX__)
enum { vector_bytes = 32, chains = 12 };
#elif defined(__aarch64__)
enum { vector_bytes = 16, chains = 24 };
#else
enum { vector_bytes = 16, chains = 12 };
#endif

typedef double doubles __attribute__((vector_size(vector_bytes)));
typedef float floats __attribute__((vector_size(vector_bytes)));

// Counting in single precision is exact up to 2^24: the sums are moved to an integer before.
enum { most_in_single = 1 << 20 };

// Each chain counts: s = s * 1 + 1, with a one that the compiler does not know.
#define COUNT(NAME, VECTOR, SCALAR)                                                   \
  static double NAME(long steps) {                                                    \
    SCALAR known = 1;                                                                 \
    __asm__ volatile("" : "+m"(known));                                               \
    const VECTOR one = (VECTOR){0} + known;                                           \
    double total = 0;                                                                 \
    while (steps > 0) {                                                               \
      const long part = steps < most_in_single ? steps : most_in_single;              \
      VECTOR sums[chains];                                                            \
      for (int c = 0; c < chains; c++) sums[c] = (VECTOR){0};                         \
      for (long k = 0; k < part; k++) {                                               \
        /* Without this the chains live in memory. */                                 \
        _Pragma("GCC unroll 32") for (int c = 0; c < chains; c++) {                   \
          sums[c] = sums[c] * one + one;                                              \
        }                                                                             \
      }                                                                               \
      for (int c = 0; c < chains; c++)                                                \
        for (size_t lane = 0; lane < sizeof(VECTOR) / sizeof(SCALAR); lane++)         \
          total += (double)sums[c][lane];                                             \
      steps -= part;                                                                  \
    }                                                                                 \
    return total;                                                                     \
  }

COUNT(count_doubles, doubles, double)
COUNT(count_floats, floats, float)

// Four pages at a time, which more of some processors' prefetchers follow than one, each with lines asked for ahead, or along
// memory, which others prefetch faster by themselves.
static double read_doubles(const double *values, long count, int along) {
  doubles sums[8] = {{0}};
  enum { lanes = vector_bytes / 8, page = 4096 / 8, ahead = 1024 / 8 };
  long k = 0;
  for (; !along && k + 4 * page <= count; k += 4 * page) {
    for (long j = k; j < k + page; j += 2 * lanes) {
      _Pragma("GCC unroll 4") for (int p = 0; p < 4; p++) {
        const double *from = values + j + p * page;
        __builtin_prefetch(from + ahead, 0, 0);
        sums[2 * p] += *(const doubles *)from;
        sums[2 * p + 1] += *(const doubles *)(from + lanes);
      }
    }
  }
  for (; k + 8 * lanes <= count; k += 8 * lanes)
    _Pragma("GCC unroll 8") for (int c = 0; c < 8; c++) sums[c] += *(const doubles *)(values + k + c * lanes);
  double total = 0;
  for (int c = 0; c < 8; c++)
    for (int lane = 0; lane < lanes; lane++) total += sums[c][lane];
  for (; k < count; k++) total += values[k];
  return total;
}

// Compilers make calls of memcpy and memset of such loops, which write past the caches.
#if defined(__clang__)
#define AS_WRITTEN __attribute__((no_builtin))
#else
#define AS_WRITTEN __attribute__((optimize("no-tree-loop-distribute-patterns")))
#endif

// Numbers written by one pass: a is the first array of three.
static AS_WRITTEN void pass(char mode, double *a, const double *b, const double *c, long count, double scalar) {
  switch (mode) {
    case 'w':
      for (long k = 0; k < count; k++) a[k] = scalar;
      break;
    case 'c':
      for (long k = 0; k < count; k++) a[k] = b[k];
      break;
    default:
      for (long k = 0; k < count; k++) a[k] = b[k] + scalar * c[k];
  }
}

// Doubles read and written by a pass over arrays of ones, by samples of what was written; zero where one is wrong.
static double streamed(char mode, double *a, const double *b, const double *c, long count) {
  const double scalar = 2, expected = mode == 'w' ? 2 : mode == 'c' ? 1 : 3;
  pass(mode, a, b, c, count, scalar);
  const long places[] = {0, count / 2, count - 1};
  for (int k = 0; k < 3; k++)
    if (count > 0 && a[places[k]] != expected) return 0;
  return (double)count * (mode == 'w' ? 1 : mode == 'c' ? 2 : 3);
}

typedef struct {
  char mode;  // 'd', 's', 'r', 'l', 'w', 'c', '3', and 't' to touch memory first
  long steps, count, next;  // `next`: doubles from one array to the next
  double *values;
  double result;
} job;

static void work(job *own) {
  switch (own->mode) {
    case 'd': own->result = count_doubles(own->steps); break;
    case 's': own->result = count_floats(own->steps); break;
    case 'r':
    case 'l': own->result = read_doubles(own->values, own->count, own->mode == 'l'); break;
    case 't':
      for (long array = 0; array < 3; array++)
        for (long k = 0; k < own->count && (array == 0 || own->next > 0); k++) own->values[array * own->next + k] = 1;
      break;
    default:
      own->result = streamed(own->mode, own->values, own->values + own->next, own->values + 2 * own->next, own->count);
  }
}

static job jobs[1024];
static pthread_barrier_t begin, end;

/// Keeps a thread on the k-th of the processors that the process may use: two on one would halve the rate.
static void pin(int k) {
  cpu_set_t all, one;
  if (sched_getaffinity(0, sizeof all, &all) != 0 || CPU_COUNT(&all) == 0) return;
  k %= CPU_COUNT(&all);
  for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
    if (CPU_ISSET(cpu, &all) && k-- == 0) {
      CPU_ZERO(&one);
      CPU_SET(cpu, &one);
      pthread_setaffinity_np(pthread_self(), sizeof one, &one);
      return;
    }
  }
}

static void *serve(void *argument) {
  job *own = argument;
  pin((int)(own - jobs));
  for (;;) {
    pthread_barrier_wait(&begin);
    work(own);
    pthread_barrier_wait(&end);
  }
  return NULL;
}

static double run(int threads) {
  pthread_barrier_wait(&begin);
  work(&jobs[0]);
  pthread_barrier_wait(&end);
  double total = 0;
  for (int t = 0; t < threads; t++) total += jobs[t].result;
  return total;
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/// The way of reading whose shortest run of five, in turns, is the shorter; the jobs keep it.
static char faster_reading(int threads) {
  const char modes[] = {'r', 'l'};
  double least[] = {1e9, 1e9};
  for (int turn = 0; turn < 11; turn++) {
    const int m = turn < 10 ? turn % 2 : least[1] < least[0];
    for (int t = 0; t < threads; t++) jobs[t].mode = modes[m];
    const double start = now();
    run(threads);
    const double seconds = now() - start;
    if (turn < 10 && seconds < least[m]) least[m] = seconds;
  }
  return jobs[0].mode;
}

int main(int count, char **arguments) {
  if (count != 4) return 2;
  const int threads = atoi(arguments[3]);
  const long amount = atol(arguments[2]);
  if (threads < 1 || threads > 1024 || amount < 1) return 2;
  pthread_barrier_init(&begin, NULL, (unsigned)threads);
  pthread_barrier_init(&end, NULL, (unsigned)threads);
  for (int t = 1; t < threads; t++) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, serve, &jobs[t]) != 0) return 1;
  }
  char mode = 0;
  double amount_of_work;
  const char *names[] = {"read", "write", "copy", "triad"};
  for (int k = 0; k < 4; k++)
    if (strcmp(arguments[1], names[k]) == 0) mode = "rwc3"[k];
  if (mode != 0) {
    const long values = amount / 8, arrays = mode == 'r' ? 1 : 3;
    const size_t bytes = (size_t)values * 8 * (size_t)arrays;
    double *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return 1;
#ifdef MADV_HUGEPAGE
    madvise(memory, bytes, MADV_HUGEPAGE);
#endif
    for (int t = 0; t < threads; t++) {
      const long first = values / 64 * t / threads * 64, last = t + 1 == threads ? values : values / 64 * (t + 1) / threads * 64;
      jobs[t] = (job){.mode = 't', .values = memory + first, .count = last - first, .next = mode == 'r' ? 0 : values};
    }
    run(threads);
    amount_of_work = 8.0 * (double)values * (mode == 'c' ? 2 : mode == '3' ? 3 : 1);
  } else {
    const int is_double = strcmp(arguments[1], "fma-f64") == 0;
    if (!is_double && strcmp(arguments[1], "fma-f32") != 0) return 2;
    mode = is_double ? 'd' : 's';
    const double lanes = vector_bytes / (is_double ? 8.0 : 4.0);
    amount_of_work = 2.0 * (double)amount * chains * lanes * threads;
  }
  for (int t = 0; t < threads; t++) {
    jobs[t].mode = mode;
    jobs[t].steps = amount;
  }
  // After the others were started: they would have but the one processor.
  pin(0);
  if (mode == 'r') mode = faster_reading(threads);
  char line[256];
  while (fgets(line, sizeof line, stdin) != NULL) {
    const double start = now();
    const double result = run(threads);
    printf("%.17g %.9f %.17g\n", amount_of_work, now() - start, result);
    fflush(stdout);
  }
  return 0;
}
