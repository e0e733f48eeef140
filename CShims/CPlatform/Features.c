#include "CPlatform.h"

#if defined(__x86_64__)

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
