import Foundation
import TestSupport

/// How to run the command as a user to whom permissions apply.
enum OrdinaryUser {
  /// What goes before the command; nil when the tests run as such a user themselves.
  static let limits: String? =
    getuid() == 0 ? "exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$0\" \"$@\"" : nil

  /// False where another user cannot run the command: the build folder may be closed to them.
  static let isPossible = limits == nil || (try? ToolRun(["--version"], limits: limits))?.status == 0
}
