import Foundation
import Leontief

/// What a checkpoint says of itself: a line of JSON before X.
public struct CheckpointHeader: Codable, Equatable, Sendable {
  public static let schema = "leontief-checkpoint/1"

  public var schema = CheckpointHeader.schema
  public var version = ToolDescription.packageVersion
  public var problem: CheckpointProblem
  /// The method asked for; another one may go on.
  public var solver: String
  /// Corrections made so far, by all solves that went on from each other.
  public var corrections: Int
  /// Of the right-hand sides in work, when it was last measured.
  public var componentwiseBackwardError: Double?

  public init(problem: CheckpointProblem, solver: String, corrections: Int, componentwiseBackwardError: Double?) {
    self.problem = problem
    self.solver = solver
    self.corrections = corrections
    self.componentwiseBackwardError = componentwiseBackwardError
  }

  /// The line, filled with spaces so that what follows begins at a multiple of 64 bytes, as arrays in files do.
  func line() throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(self), as: UTF8.self)
    return text + String(repeating: " ", count: 63 - text.utf8.count % 64) + "\n"
  }

  /// More than any solve makes.
  private static let mostCorrections = 1_000_000_000_000

  /// The header at the beginning of a file and the bytes it takes; nil when there is none.
  static func read(_ bytes: Data) -> (header: CheckpointHeader, length: Int)? {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard let header = try? decoder.decode(CheckpointHeader.self, from: bytes[..<end]), header.schema == schema,
      (0...mostCorrections).contains(header.corrections)
    else { return nil }
    return (header, end - bytes.startIndex + 1)
  }
}
