import Foundation

/// What a contender is asked, one line of JSON each.
public struct ContenderRequest: Codable, Sendable, Equatable {
  public enum Command: String, Codable, Sendable {
    /// What is your engine?
    case describe
    /// Make a problem and keep it under `id`.
    case prepare
    /// Solve the problem `id` once or for `leastSeconds`, check the answer, say how long it took.
    case run
    /// Forget the problem `id`.
    case release
  }

  public var command: Command
  public var id: String?
  public var problem: ContestProblem?
  public var leastSeconds: Double?
  /// Whether the problem's matrix is read before each run and after the last one.
  public var readsOperand: Bool?
  /// How much longer the run is made to take, as a fraction, to show that it is found.
  public var slowdown: Double?

  public init(
    _ command: Command, id: String? = nil, problem: ContestProblem? = nil, leastSeconds: Double? = nil,
    readsOperand: Bool? = nil, slowdown: Double? = nil
  ) {
    self.readsOperand = readsOperand
    self.slowdown = slowdown
    self.command = command
    self.id = id
    self.problem = problem
    self.leastSeconds = leastSeconds
  }

  public func line() throws -> String { try JSONLine.text(self) }

  public init(line: String) throws { self = try JSONLine.value(line) }
}

/// A problem every contender makes for itself.
public struct ContestProblem: Codable, Sendable, Equatable {
  /// "dgemm", "dgetrf", …
  public var kernel: String
  public var n: Int
  /// Columns of the block of vectors, where a kernel has one.
  public var columns: Int
  public var seed: UInt64
  /// Where files of the problem are kept, of problems that have any.
  public var folder: String?

  public init(kernel: String, n: Int, columns: Int = 1, seed: UInt64, folder: String? = nil) {
    self.folder = folder
    self.kernel = kernel
    self.n = n
    self.columns = columns
    self.seed = seed
  }
}

/// One value on one line, with keys as documents have them.
enum JSONLine {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func value<Value: Decodable>(_ line: String) throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Value.self, from: Data(line.utf8))
  }
}
