/// Numbers of right-hand sides that a table was not measured with: it has fewer sectors.
public struct ChoiceOmission: Sendable, Equatable, Encodable {
  public let table: String
  public let sectors: Int
  public let rightHandSides: [Int]

  /// The numbers a table can be measured with, and those left out.
  public static func split(_ counts: [Int], _ table: ChoiceTable) -> (possible: [Int], omission: ChoiceOmission?) {
    let n = table.coefficients.count
    let omitted = omitted(counts, sectors: n)
    let omission = omitted.isEmpty ? nil : ChoiceOmission(table: table.name, sectors: n, rightHandSides: omitted)
    return (counts.filter { !omitted.contains($0) }, omission)
  }

  /// More right-hand sides than sectors; one is always possible.
  public static func omitted(_ counts: [Int], sectors n: Int) -> [Int] { counts.filter { $0 > max(1, n) } }

  public var sentence: String {
    let counts = rightHandSides.map(String.init).joined(separator: ", ")
    return "\(table): not measured with \(counts) right-hand sides, of which its \(sectors) sectors are fewer"
  }
}
