/// How many bytes a job may take. Asked before anything large is allocated, so that a table too large is a sentence and not
/// a killed process.
public struct MemoryBudget: Sendable, Equatable {
  /// Bytes that may be allocated; nil for no limit.
  public let limit: Int?

  public init(limit: Int?) { self.limit = limit }

  public static let unlimited = MemoryBudget(limit: nil)

  /// Errors: `MemoryRefusal` when `bytes` exceed the limit.
  public func reserve(_ bytes: Int, for purpose: String) throws(MemoryRefusal) {
    if let limit, bytes > limit { throw MemoryRefusal(purpose: purpose, needed: bytes, limit: limit) }
  }

  /// Bytes of a rows × columns matrix of `Double`, or `Int.max` when they cannot be counted.
  public static func bytes(rows: Int, columns: Int) -> Int {
    let (cells, overflow) = rows.multipliedReportingOverflow(by: columns)
    let (bytes, tooMany) = cells.multipliedReportingOverflow(by: MemoryLayout<Double>.stride)
    return overflow || tooMany ? .max : bytes
  }

  /// The sum of needs, `Int.max` when it cannot be counted.
  public static func sum(_ needs: Int...) -> Int {
    needs.reduce(0) { total, need in
      let (sum, overflow) = total.addingReportingOverflow(need)
      return overflow ? .max : sum
    }
  }
}

/// A job that needs more memory than it may take.
public struct MemoryRefusal: Error, Equatable, CustomStringConvertible {
  public let purpose: String
  public let needed: Int
  public let limit: Int

  public init(purpose: String, needed: Int, limit: Int) {
    self.purpose = purpose
    self.needed = needed
    self.limit = limit
  }

  public var description: String {
    "\(purpose) needs \(needed) bytes of memory and may take \(limit); raise --memory or use a larger machine"
  }
}
