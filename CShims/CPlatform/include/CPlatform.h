// What the processor, the operating system and the container allow this process to use.
//
// Every answer is a plain number or a caller-owned string; nothing here allocates, caches or prints.
// A value the host does not tell is 0 (counts, sizes) or an empty string (names), never a guess.
#ifndef LEONTIEF_CPLATFORM_H
#define LEONTIEF_CPLATFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Instruction-set extensions the processor has *and* the operating system saves on a context switch.
typedef struct {
  bool sse2, avx2, fma, avx512f, avx512dq, avx512bw, avx512vl;  // x86-64
  bool x86_64_v3, x86_64_v4;                                   // whole levels of the x86-64 ABI
  bool neon, sve, sve2;                                        // ARM64
  int32_t sve_vector_bits;                                     // 0 without SVE
} cplatform_features;

/// Data-cache sizes of one core's path to memory, bytes; line size in bytes.
typedef struct {
  int64_t l1_data, l2, l3, line;
} cplatform_caches;

/// Logical processors: online, allowed by the affinity mask, allowed by the cgroup CPU quota (0: no quota).
/// `usable` is what a thread pool should take: min(affinity, ceil(quota)), at least 1.
/// `cores` and `sockets` count the online ones of the host, whatever the mask.
typedef struct {
  int32_t online, affinity, quota, usable, cores, sockets;
} cplatform_processors;

/// Memory in bytes. `cgroup_limit` and `address_space_limit` are 0 when unlimited.
/// `usable` is what a new allocation may take: min of MemAvailable, the room left under the cgroup limit, and the
/// room left under RLIMIT_AS. File pages charged to the cgroup count as room. 0: the host tells nothing; 1: no room.
typedef struct {
  int64_t total, available, cgroup_limit, address_space_limit, usable;
} cplatform_memory;

/// By which makers tell one design from another. x86-64: CPUID's vendor ("AuthenticAMD"), family, model and stepping.
/// ARM64: the MIDR's implementer, part, variant and revision. What the architecture does not have is "" or 0.
typedef struct {
  char vendor[16];
  int32_t family, model, stepping;
  int32_t implementer, part, variant, revision;
} cplatform_identity;

cplatform_identity cplatform_get_identity(void);
/// "Arm Neoverse V1"; NULL for a part that is not known.
const char *cplatform_arm_part(int32_t implementer, int32_t part);
/// How the hypervisor signs itself ("KVMKVMKVM"), NUL-terminated and cut to `capacity`; returns its full length, 0 without
/// one and on ARM64, where the processor does not tell.
size_t cplatform_hypervisor(char *buffer, size_t capacity);

/// `count` additions, each of which waits for the one before: a cycle each on every processor. Returns their sum, which is
/// `count`.
int64_t cplatform_add_in_turn(int64_t count);

/// The compiler of these shims, and what it was told: "Clang 21.0.0"; "address", "thread", "memory" or "" for no sanitizer.
const char *cplatform_compiler(void);
const char *cplatform_sanitizer(void);
/// "2.36" of the GNU C library that runs now; "" for another.
const char *cplatform_libc_version(void);
int64_t cplatform_page_bytes(void);

cplatform_features cplatform_get_features(void);
/// Whether a program translates this process's instructions (QEMU's TCG: qemu-user, or a whole machine on x86-64): right
/// answers at times that are none of any processor.
bool cplatform_is_emulated(void);
cplatform_caches cplatform_get_caches(void);
/// Caches of the third level among the processors that the affinity mask allows: a processor of several dies has one for each.
/// 0 when the host does not tell.
int32_t cplatform_l3_domains(void);
cplatform_processors cplatform_get_processors(void);
cplatform_memory cplatform_get_memory(void);

/// Writes the processor's brand string ("AMD EPYC …", or implementer and part of the MIDR on ARM64) into `buffer`,
/// NUL-terminated and cut to `capacity`. Returns its full length.
size_t cplatform_processor_name(char *buffer, size_t capacity);

/// Addresses this process may still map under RLIMIT_AS, bytes; INT64_MAX without a limit. Memory that is mapped and never
/// touched counts here and nowhere else.
int64_t cplatform_address_space_left(void);

/// Peak resident set of this process (since its last exec) so far, bytes.
int64_t cplatform_peak_resident_bytes(void);

/// From now on this process is killed when the thread that started it ends, even while it is stopped by a signal. False when
/// the parent, of this number unless it is 0, is gone already or the system cannot do it.
bool cplatform_end_with_parent(int64_t parent);

#ifdef __cplusplus
}
#endif
#endif
