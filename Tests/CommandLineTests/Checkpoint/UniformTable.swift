import Leontief
import TestSupport

/// A table of A = (c/n) 11ᵀ, on which a round of production leaves c of what the one before did: x = y + c/(1 − c) · mean of y.
struct UniformTable {
  let folder: TemporaryFolder
  let n: Int
  let c: Double

  /// `byColumns`: A in Fortran's order, which for this A is the other with another header.
  init(_ n: Int, c: Double, byColumns: Bool = false) throws {
    (self.n, self.c) = (n, c)
    folder = try TemporaryFolder()
    try folder.write(
      NPYBytes.file(
        descr: "<f8", shape: "(\(n), \(n))", fortran: byColumns,
        data: NPYBytes.doubles([Double](repeating: c / Double(n), count: n * n))), to: "A.npy")
    try folder.write(
      "index,region,code,name\n" + (0..<n).map { "\($0),R,s\($0),\n" }.joined(), to: "sectors.csv")
    try folder.write(
      #"{"id": "t", "title": "t", "year": 2020, "unit": "u", "flows": "domestic", "n": \#(n)}"#, to: "meta.json")
  }

  func solution(of y: [Double]) -> [Double] {
    let all = c / (1 - c) * y.reduce(0, +) / Double(n)
    return y.map { $0 + all }
  }
}
