/// How many bytes a job may take. Asked before anything large is allocated, so that a table too large is a sentence and not
/// a killed process.
///
/// Not counted is what earlier calls left for later ones: up to 64 MiB of scratch and 64 MiB of factors, given back when the system
/// refuses a mebibyte or more, not before; and by how much such a block is larger than what is in it now, up to three times
/// that for scratch and a quarter for factors.
public struct MemoryBudget: Sendable, Equatable {
  /// Bytes that may be allocated; nil for no limit.
  public let limit: Int?
  /// Bytes of the limit that are in use already.
  public let held: Int

  public init(limit: Int?, held: Int = 0) {
    self.limit = limit
    self.held = held
  }

  /// The same limit with `bytes` more in use.
  public func holding(_ bytes: Int) -> MemoryBudget { MemoryBudget(limit: limit, held: Self.sum(held, bytes)) }

  public static let unlimited = MemoryBudget(limit: nil)

  /// Errors: `MemoryRefusal`, with what to do instead, when `bytes` beside what is held exceed the limit.
  public func reserve(_ bytes: Int, for purpose: String, alternative: String? = nil) throws(MemoryRefusal) {
    guard let limit, Self.sum(held, bytes) > limit else { return }
    throw MemoryRefusal(purpose: purpose, needed: bytes, held: held, limit: limit, alternative: alternative)
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
  /// In use already, by what the job works on.
  public let held: Int
  public let limit: Int
  /// Another way to the same end that fits; nil when none is known.
  public let alternative: String?

  public init(purpose: String, needed: Int, held: Int = 0, limit: Int, alternative: String? = nil) {
    self.alternative = alternative
    self.purpose = purpose
    self.needed = needed
    self.held = held
    self.limit = limit
  }

  /// The same refusal of a job that became necessary for a reason.
  package func because(_ reason: String) -> MemoryRefusal {
    MemoryRefusal(purpose: "\(purpose), since \(reason),", needed: needed, held: held, limit: limit, alternative: alternative)
  }

  public var description: String {
    let beside = held == 0 ? "" : " beside the \(held) in use"
    let cure = alternative.map { "\($0), or raise it" } ?? "raise it or use a larger machine"
    return "\(purpose) needs \(needed) bytes of memory\(beside) and the limit is \(limit); \(cure)"
  }
}
