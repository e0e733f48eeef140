/// What an iteration has done.
struct IterationRecord: Sendable {
  var errors = ErrorMeasures()
  /// Passes of the panel that needed most, residuals included.
  private(set) var mostPasses = 0
  /// Those of the panel in work, all attempts together.
  private var panelPasses = 0
  private(set) var usedGMRES = false
  /// How often A was read as it is stored for the inner iterations, and as the coefficients store it.
  private(set) var innerPasses = 0
  private(set) var halfPasses = 0
  private(set) var residualPasses = 0
  /// Passes times columns, and those in single arithmetic.
  private var columnPasses = 0.0
  private var singleColumnPasses = 0.0

  mutating func beginPanel() { panelPasses = 0 }

  /// What an attempt at the panel took.
  mutating func add(_ state: PanelState, columns: Int) {
    panelPasses += state.passes + state.residualPasses
    mostPasses = max(mostPasses, panelPasses)
    innerPasses += state.passes
    halfPasses += state.halfPasses
    residualPasses += state.residualPasses
    columnPasses += (Double(state.passes + state.residualPasses) - 0.5 * Double(state.halfPasses)) * Double(columns)
    singleColumnPasses += Double(state.singlePasses) * Double(columns)
    usedGMRES = usedGMRES || state.method == .gmres
  }

  func flops(elementsPerPass: Double) -> Double { 2 * elementsPerPass * columnPasses }

  func singleFlops(elementsPerPass: Double) -> Double { 2 * elementsPerPass * singleColumnPasses }
}
