/// What a cell's work is for.
public enum Use: String, Sendable, CaseIterable {
  case products = "matrix products"
  case vectors = "products with few vectors"
  case factorization = "factorization"
  case few = "few right-hand sides"
  case many = "many right-hand sides"
  case sparse = "sparse tables"
  case aggregation = "aggregation"
  case tables = "work on tables"
  case other = "other work"

  /// Right-hand sides from which they are many.
  private static let leastMany = 16

  /// By the kernel's name, of which variants have their own endings ("solve-gmres"), and the columns it works on.
  public init(_ cell: CellRecord) {
    let words = cell.kernel.split(separator: "-").map(String.init)
    self =
      switch words.first ?? "" {
      case _ where words.contains("sparse"), "spmv", "spmm": .sparse
      case "dgemm", "sgemm": .products
      case "ax", "atx": .vectors
      case "dgetrf", "sgetrf", "dtrsm": .factorization
      case "solve", "multipliers": Self.columns(cell) < Self.leastMany ? .few : .many
      case "inverse": .many
      case "aggregate": .aggregation
      case "read", "ras", "gras", "update", "extraction", "estimate": .tables
      default: .other
      }
  }

  /// Right-hand sides; a word stands for as many as there are sectors.
  private static func columns(_ cell: CellRecord) -> Int {
    switch cell.params["nrhs"] {
    case .integer(let count): count
    case nil: 1
    default: .max
    }
  }
}
