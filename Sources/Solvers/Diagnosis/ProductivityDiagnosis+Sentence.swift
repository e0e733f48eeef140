import Tables

extension ProductivityDiagnosis: CustomStringConvertible {
  /// Circuits that give back less explain nothing.
  private static let leastGain = 0.5

  /// One line that names the sectors and the cure.
  public var description: String {
    let causes = [componentSentence, columnSentence, negativeSentence].compactMap { $0 }
    guard let first = causes.first else { return "no cause is found in signs, column sums or circuits of A" }
    return ([first] + causes.dropFirst()).joined(separator: "; ") + "; look at their outputs and inputs"
  }

  private var componentSentence: String? {
    guard let component = components.first else { return nil }
    let others = components.count > 1 ? " (and \(components.count - 1) more such groups)" : ""
    if let circuit = component.circuit, circuit.isProved {
      return "the table is not productive: one unit of \(circuit.sectors[0]) needs \(circuit.gain) of itself through "
        + circuit.path + others
    }
    let (names, verb) = Self.names(component.sectors)
    let circuit =
      component.circuit.flatMap { circuit in
        circuit.gain >= Self.leastGain ? ", heaviest circuit \(circuit.path) with gain \(circuit.gain)" : nil
      } ?? ""
    return component.isProved
      ? "the table is not productive: \(names) together \(verb) more than they make, spectral radius at least "
        + "\(component.radius.lower)\(circuit)\(others)"
      : "\(names) together \(verb) about all they make, spectral radius between \(component.radius.lower) and "
        + "\(component.radius.upper)\(circuit)\(others)"
  }

  private var columnSentence: String? {
    guard !columnSums.isEmpty else { return nil }
    let named = columnSums.prefix(Self.mostNamed).map { "\($0.sector.qualifiedCode) \($0.sum)" }.joined(separator: ", ")
    let more = columnSums.count > Self.mostNamed ? " and \(columnSums.count - Self.mostNamed) more" : ""
    return "columns of A that sum to one or more: \(named)\(more)"
  }

  private var negativeSentence: String? {
    negatives.map {
      "A has \($0.count) negative \($0.count == 1 ? "coefficient" : "coefficients"), the largest \($0.value) in row "
        + "\($0.row.qualifiedCode), column \($0.column.qualifiedCode)"
    }
  }

  private static func names(_ sectors: [SectorLabel]) -> (names: String, verb: String) {
    let named = sectors.prefix(mostNamed).map(\.qualifiedCode).joined(separator: ", ")
    let more = sectors.count > mostNamed ? " and \(sectors.count - mostNamed) more" : ""
    return (named + more, sectors.count == 1 ? "uses" : "use")
  }
}
