// For tests only: the readers of CPlatform.h on a folder that stands for "/", with the answers of system calls given.
#ifndef LEONTIEF_CPLATFORM_TESTING_H
#define LEONTIEF_CPLATFORM_TESTING_H

#include "CPlatform.h"

#ifdef __cplusplus
extern "C" {
#endif

cplatform_caches cplatform_caches_under(const char *root);
/// `allowed`: the processors of the mask as a list, "0-3,8".
int32_t cplatform_l3_domains_under(const char *root, const char *allowed);
/// `affinity`: processors in the mask, 0 when unknown.
cplatform_processors cplatform_processors_under(const char *root, int32_t affinity);
/// `address_space_limit`: RLIMIT_AS, 0 when unlimited.
cplatform_memory cplatform_memory_under(const char *root, int64_t address_space_limit);
/// Implementer, part, variant and revision.
cplatform_identity cplatform_arm_identity_under(const char *root);
size_t cplatform_arm_name_under(const char *root, char *buffer, size_t capacity);

#ifdef __cplusplus
}
#endif
#endif
