/// Why coefficients of a table cannot be formed.
public enum CoefficientError: Error, Equatable, CustomStringConvertible {
  case outputMissing
  case valueAddedMissing
  case negativeOutput(SectorLabel, index: Int, output: Double)
  case zeroOutputWithInputs(SectorLabel, index: Int)
  /// The reciprocal of the output is not a finite number.
  case outputTooSmall(SectorLabel, index: Int, output: Double)

  public var description: String {
    switch self {
    case .outputMissing: "the table has no gross output"
    case .valueAddedMissing: "the table has no value added"
    case .negativeOutput(let label, let index, let output):
      "sector \(label.qualifiedCode) at position \(index) has output \(output); allow negative output to use it all the same"
    case .zeroOutputWithInputs(let label, let index):
      "sector \(label.qualifiedCode) at position \(index) has no output but inputs or value added"
    case .outputTooSmall(let label, let index, let output):
      "sector \(label.qualifiedCode) at position \(index) has output \(output), whose reciprocal is not a finite number"
    }
  }
}
