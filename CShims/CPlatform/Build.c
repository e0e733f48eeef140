// What this program was made with and runs on, as far as C knows.
#include "CPlatform.h"

#include <unistd.h>

#ifdef __GLIBC__
#include <gnu/libc-version.h>
#endif

#ifndef __has_feature
#define __has_feature(NAME) 0
#endif

const char *cplatform_compiler(void) {
#ifdef __clang__
  return "Clang " __clang_version__;
#elif defined(__VERSION__)
  return "GCC " __VERSION__;
#else
  return "";
#endif
}

const char *cplatform_sanitizer(void) {
#if __has_feature(address_sanitizer) || defined(__SANITIZE_ADDRESS__)
  return "address";
#elif __has_feature(thread_sanitizer) || defined(__SANITIZE_THREAD__)
  return "thread";
#elif __has_feature(memory_sanitizer)
  return "memory";
#else
  return "";
#endif
}

const char *cplatform_libc_version(void) {
#ifdef __GLIBC__
  return gnu_get_libc_version();
#else
  return "";
#endif
}

int64_t cplatform_page_bytes(void) {
  const long bytes = sysconf(_SC_PAGESIZE);
  return bytes > 0 ? bytes : 0;
}

int64_t cplatform_add_in_turn(int64_t count) {
  // A register is added: processors there are that fold additions of constants. The empty instruction keeps the compiler
  // from folding them.
  int64_t sum = 0, one = 1;
  __asm__ volatile("" : "+r"(one));
#define ADD \
  sum += one; \
  __asm__ volatile("" : "+r"(sum));
#define ADD_8 ADD ADD ADD ADD ADD ADD ADD ADD
  for (; count - sum >= 64;) {
    ADD_8 ADD_8 ADD_8 ADD_8 ADD_8 ADD_8 ADD_8 ADD_8
  }
  while (sum < count) {
    ADD
  }
#undef ADD_8
#undef ADD
  return sum;
}
