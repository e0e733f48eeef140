import MatrixCore

/// Output that does not define input coefficients.
public enum OutputError: Error, Equatable, CustomStringConvertible {
  case missing
  /// A sector makes nothing and uses inputs, serves demand or earns value added.
  case zeroWithInputs(SectorLabel)

  public var description: String {
    switch self {
    case .missing: "the table has no output, so its coefficients are not defined; add x.npy"
    case .zeroWithInputs(let sector): "sector \(sector) has zero output but inputs; correct its output or clear its column"
    }
  }
}

extension InputOutputTable {
  /// 1 / x_j, and 0 for inactive sectors: A = Z x̂⁻¹ then has a zero column there, which is exact.
  ///
  /// Units: 1 / money. Cost: the columns of sectors without output are read. Errors: `OutputError`.
  public borrowing func inverseOutput() throws(OutputError) -> [Double] {
    guard let output else { throw .missing }
    var inverse = [Double](repeating: 0, count: output.count)
    for (j, x) in output.enumerated() {
      if x != 0 {
        inverse[j] = 1 / x
      } else if !isInactive(j) {
        throw .zeroWithInputs(sectors[j])
      }
    }
    return inverse
  }

  private borrowing func isInactive(_ j: Int) -> Bool {
    if let valueAdded, valueAdded[j] != 0 { return false }
    return (0..<sectorCount).allSatisfy { transactions[$0, j] == 0 }
  }
}
