// Roofs as a line: "roofs", flops a second in double and in single precision, bytes a second of memory, and two numbers for
// each cache; "roofs unknown" when they could not be measured.
extension HostRoofs {
  static func line(_ roofs: HostRoofs?) -> String {
    guard let roofs else { return "roofs unknown" }
    let numbers = [roofs.doubleFlops, roofs.singleFlops, roofs.memory] + roofs.caches.flatMap { [$0.capacity, $0.bytes] }
    return "roofs " + numbers.map { "\($0)" }.joined(separator: " ")
  }

  static func read(_ line: String) throws(Calibration.Unusable) -> HostRoofs? {
    if line == Self.line(nil) { return nil }
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    let numbers = words.dropFirst().compactMap { Double($0) }.filter { $0.isFinite && $0 > 0 }
    guard words.first == "roofs", numbers.count == words.count - 1, numbers.count >= 3, !numbers.count.isMultiple(of: 2) else {
      throw Calibration.Unusable(reason: "its line of the roofs is wrong")
    }
    let caches = stride(from: 3, to: numbers.count, by: 2).map { Cache(capacity: numbers[$0], bytes: numbers[$0 + 1]) }
    let roofs = HostRoofs(doubleFlops: numbers[0], singleFlops: numbers[1], memory: numbers[2], caches: caches)
    // Of a version that took what a busy host gave.
    return roofs.isLikely ? roofs : nil
  }
}
