import CParallel

/// The OpenMP runtime behind the teams, as far as the choice of an engine asks.
package struct TeamRuntime: Sendable {
  /// "libomp.so.5", "libgomp.so.1", or "none": then every team has one member.
  package var name: String
  /// Why there is none although one is wanted, in one line.
  package var failure: String?
  /// How many threads a team of the size given would have: fewer where the process may not start so many.
  package var members: @Sendable (Int) -> Int

  package init(name: String, failure: String?, members: @escaping @Sendable (Int) -> Int) {
    self.name = name
    self.failure = failure
    self.members = members
  }

  /// The runtime of this process.
  package static var process: TeamRuntime {
    let message = String(cString: cparallel_message())
    return TeamRuntime(
      name: String(cString: cparallel_runtime()), failure: message.isEmpty ? nil : message,
      members: { Int(cparallel_members(Int32(clamping: $0))) })
  }
}
