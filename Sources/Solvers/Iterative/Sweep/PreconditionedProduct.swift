import Kernels
import MatrixCore

/// P ← M⁻¹ R and W ← (I − A) P for many vectors in single precision.
struct PreconditionedProduct {
  let single: SingleMatrix
  let splitting: Splitting
  let engine: Engine

  /// Shapes: R, P and W n × k, row-major. Cost: one pass over A.
  func run(_ r: borrowing Matrix<Float>, _ p: inout Matrix<Float>, _ w: inout Matrix<Float>) {
    if splitting.preconditioner == .blockGaussSeidel, atOnce(r, &p, &w) { return }
    precondition(r, &p)
    subtractProduct(p, &w)
  }

  /// False, with nothing changed, where there is no memory for it.
  private func atOnce(_ r: borrowing Matrix<Float>, _ p: inout Matrix<Float>, _ w: inout Matrix<Float>) -> Bool {
    guard let inverses = splitting.inverses else { return false }
    var toP = p.mutableView
    var toW = w.mutableView
    return inverses.directions(single, splitting, r.view, &toP, &toW, on: engine)
  }

  /// P ← M⁻¹ R. Without memory for more, blocks do not see each other: the space takes any directions.
  private func precondition(_ r: borrowing Matrix<Float>, _ p: inout Matrix<Float>) {
    var target = p.mutableView
    if let inverses = splitting.inverses {
      target.fill(0)
      for (s, block) in inverses.partition.blocks.enumerated() {
        inverses.apply(
          s, splitting.orientation, to: r.view.window(rows: block, columns: 0..<r.columns), addingTo: &target, on: engine)
      }
      return
    }
    target.copy(r.view)
    guard splitting.preconditioner == .diagonal else { return }
    for i in 0..<r.rows {
      var row = target.row(i)
      for j in row.indices { row[j] *= Float(splitting.diagonal[i]) }
    }
  }

  /// W ← P − A P.
  private func subtractProduct(_ p: borrowing Matrix<Float>, _ w: inout Matrix<Float>) {
    var target = w.mutableView
    target.copy(p.view)
    single.add(-1, 0..<p.rows, splitting.orientation, p.view, into: &target, on: engine)
  }
}
