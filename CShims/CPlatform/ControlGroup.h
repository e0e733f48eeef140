// The control groups of this process, of either version.
#ifndef LEONTIEF_CPLATFORM_CONTROLGROUP_H
#define LEONTIEF_CPLATFORM_CONTROLGROUP_H

#include "TextFile.h"

/// Looks at one group: `folder` is its directory, `version` 1 or 2. It must leave `folder` as it was.
typedef void (*control_group_visit)(text_path *folder, int version, void *context);

/// Visits the group of this process and every group above it, up to the mount, in each hierarchy that `controller`
/// ("cpu", "memory") may act in. A limit holds for all groups below, so that the least of them is the one that counts.
/// `root` goes before every path ("" on the host, a folder of fixtures in tests).
void control_group_walk(const char *root, const char *controller, control_group_visit visit, void *context);

#endif
