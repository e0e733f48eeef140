#include "CPlatform.h"

#if defined(__x86_64__)

#include <cpuid.h>

// Bits by the processor manuals: every one of a level of the x86-64 ABI, since a module compiled for the level may use any.
enum {
  leaf1_sse3 = 1 << 0,
  leaf1_ssse3 = 1 << 9,
  leaf1_cx16 = 1 << 13,
  leaf1_sse4_1 = 1 << 19,
  leaf1_sse4_2 = 1 << 20,
  leaf1_popcnt = 1 << 23,
  extended_lahf = 1 << 0,
  leaf1_fma = 1 << 12,
  leaf1_movbe = 1 << 22,
  leaf1_f16c = 1 << 29,
  leaf7_bmi1 = 1 << 3,
  leaf7_avx2 = 1 << 5,
  leaf7_bmi2 = 1 << 8,
  extended_lzcnt = 1 << 5,
};

static bool has_level_3(void) {
  unsigned a, b, c, d;
  const unsigned level2 = leaf1_sse3 | leaf1_ssse3 | leaf1_cx16 | leaf1_sse4_1 | leaf1_sse4_2 | leaf1_popcnt;
  const unsigned extended = extended_lahf | extended_lzcnt;
  const unsigned wanted1 = level2 | leaf1_fma | leaf1_movbe | leaf1_f16c, wanted7 = leaf7_bmi1 | leaf7_avx2 | leaf7_bmi2;
  if (!__get_cpuid(1, &a, &b, &c, &d) || (c & wanted1) != wanted1) return false;
  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d) || (b & wanted7) != wanted7) return false;
  if (!__get_cpuid(0x80000001, &a, &b, &c, &d) || (c & extended) != extended) return false;
  // That the system saves the registers is what the compiler's runtime adds.
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}

static bool has_level_4(void) {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
}

cplatform_features cplatform_get_features(void) {
  // The compiler's runtime asks both CPUID and XGETBV: an extension counts only if the system saves its registers.
  __builtin_cpu_init();
  return (cplatform_features){
      .sse2 = __builtin_cpu_supports("sse2") != 0,
      .avx2 = __builtin_cpu_supports("avx2") != 0,
      .fma = __builtin_cpu_supports("fma") != 0,
      .avx512f = __builtin_cpu_supports("avx512f") != 0,
      .avx512dq = __builtin_cpu_supports("avx512dq") != 0,
      .avx512bw = __builtin_cpu_supports("avx512bw") != 0,
      .avx512vl = __builtin_cpu_supports("avx512vl") != 0,
      .x86_64_v3 = has_level_3(),
      .x86_64_v4 = has_level_3() && has_level_4(),
  };
}

#elif defined(__aarch64__) && defined(__linux__)

#include <sys/auxv.h>
#include <sys/prctl.h>

// Bits of the kernel's interface, spelled here because older headers lack some.
enum { bit_asimd = 1 << 1, bit_sve = 1 << 22, bit2_sve2 = 1 << 1, get_vector_length = 51, vector_length_mask = 0xFFFF };

cplatform_features cplatform_get_features(void) {
  const unsigned long bits = getauxval(AT_HWCAP), bits2 = getauxval(AT_HWCAP2);
  cplatform_features features = {
      .neon = (bits & bit_asimd) != 0, .sve = (bits & bit_sve) != 0, .sve2 = (bits2 & bit2_sve2) != 0};
  const int length = features.sve ? prctl(get_vector_length, 0, 0, 0, 0) : -1;
  if (length > 0) features.sve_vector_bits = (length & vector_length_mask) * 8;
  return features;
}

#else

cplatform_features cplatform_get_features(void) {
  return (cplatform_features){0};
}

#endif
