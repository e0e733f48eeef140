#define _GNU_SOURCE
#include "ControlGroup.h"

#include <string.h>

/// One mounted hierarchy: where it is mounted, and which group its mount point stands for.
typedef struct {
  char group[text_path_capacity], point[text_path_capacity];
} hierarchy_mount;

/// Whether a comma-separated list has the word.
static bool list_has(const char *list, const char *word) {
  const size_t length = strlen(word);
  for (const char *item = list; item != NULL; item = strchr(item, ',')) {
    if (*item == ',') item++;
    if (strncmp(item, word, length) == 0 && (item[length] == ',' || item[length] == '\0')) return true;
  }
  return false;
}

/// Undoes mountinfo's escapes: a blank in a path is written \040.
static void copy_unescaped(const char *text, char *copy) {
  while (*text != '\0') {
    const bool octal = text[0] == '\\' && text[1] >= '0' && text[1] <= '3' && text[2] >= '0' && text[2] <= '7' &&
                       text[3] >= '0' && text[3] <= '7';
    *copy++ = octal ? (char)((text[1] - '0') * 64 + (text[2] - '0') * 8 + (text[3] - '0')) : *text;
    text += octal ? 4 : 1;
  }
  *copy = '\0';
}

/// Reads a line of mountinfo: `id parent device root point options … - type source options`. True if it mounts the
/// hierarchy asked for.
static bool parse_mount(char *line, int version, const char *controller, hierarchy_mount *mount) {
  char *tail = strstr(line, " - ");
  if (tail == NULL) return false;
  *tail = '\0';
  char *rest = NULL, *fields[5];
  for (int i = 0; i < 5; i++) {
    fields[i] = strtok_r(i == 0 ? line : NULL, " ", &rest);
    if (fields[i] == NULL) return false;
  }
  const char *type = strtok_r(tail + 3, " ", &rest);
  const char *source = strtok_r(NULL, " ", &rest);
  const char *options = strtok_r(NULL, " ", &rest);
  if (type == NULL || source == NULL || options == NULL) return false;
  if (strcmp(type, version == 2 ? "cgroup2" : "cgroup") != 0) return false;
  if (version == 1 && !list_has(options, controller)) return false;
  copy_unescaped(fields[3], mount->group);
  copy_unescaped(fields[4], mount->point);
  return true;
}

static bool find_mount(const char *root, int version, const char *controller, hierarchy_mount *mount) {
  text_path path;
  text_reader reader;
  char line[text_line_capacity];
  text_path_set(&path, root, "/proc/self/mountinfo", NULL);
  if (!text_open(&reader, &path)) return false;
  bool found = false;
  while (!found && text_next_line(&reader, line, sizeof line)) found = parse_mount(line, version, controller, mount);
  text_close(&reader);
  return found;
}

/// The part of `group` below the group that is mounted; "" if it lies elsewhere, as in a container that sees the host's
/// names: the mount point then is the nearest group in sight.
static const char *below_mount(const char *group, const char *mounted) {
  const size_t length = strcmp(mounted, "/") == 0 ? 0 : strlen(mounted);
  if (strncmp(group, mounted, length) != 0 || group[length] != '/') return "";
  const char *rest = group + length;
  return strcmp(rest, "/") == 0 || strncmp(rest, "/..", 3) == 0 ? "" : rest;
}

static void walk_hierarchy(const char *root, int version, const char *controller, const char *group,
                           control_group_visit visit, void *context) {
  hierarchy_mount mount;
  if (!find_mount(root, version, controller, &mount)) return;
  text_path folder;
  text_path_set(&folder, root, mount.point, NULL);
  const size_t top = folder.length;
  text_path_append(&folder, below_mount(group, mount.group));
  if (!folder.complete) return;
  for (;;) {
    visit(&folder, version, context);
    if (folder.length <= top) return;
    size_t end = folder.length;
    do end--; while (end > top && folder.text[end] != '/');
    text_path_cut(&folder, end);
  }
}

void control_group_walk(const char *root, const char *controller, control_group_visit visit, void *context) {
  text_path path;
  text_reader reader;
  char line[text_line_capacity];
  text_path_set(&path, root, "/proc/self/cgroup", NULL);
  if (!text_open(&reader, &path)) return;
  // `hierarchy:controllers:group`; version 2 is "0::group".
  while (text_next_line(&reader, line, sizeof line)) {
    char *controllers = strchr(line, ':');
    char *group = controllers == NULL ? NULL : strchr(controllers + 1, ':');
    if (group == NULL) continue;
    *controllers++ = '\0';
    *group++ = '\0';
    const bool unified = strcmp(line, "0") == 0 && *controllers == '\0';
    if (unified || list_has(controllers, controller)) {
      walk_hierarchy(root, unified ? 2 : 1, controller, group, visit, context);
    }
  }
}
