import Aggregation
import Kernels
import MatrixCore
import Tables
import TestSupport

/// What tests ask of a generated table, computed from its labels and numbers alone.
struct GeneratedTable: ~Copyable {
  let source: InputOutputTable
  let table: InputOutputTable
  /// The source's sector each sector is a part of, told by its label.
  let parents: [Int]

  init(
    _ source: consuming InputOutputTable, _ generator: TableGenerator, on engine: Engine = TestEngines.swift
  ) throws {
    table = try generator.generate(source, on: engine)
    var positions: [String: Int] = [:]
    for (position, label) in source.sectors.labels.enumerated() { positions[label.qualifiedCode] = position }
    parents = table.sectors.labels.map { label in
      let region = label.region[..<(label.region.lastIndex(of: ".") ?? label.region.endIndex)]
      return positions["\(region)/\(label.code)"] ?? -1
    }
    self.source = source
  }

  /// The flows added up over the parts of every pair of sectors, each with the sum of the magnitudes added.
  func merged() -> [[Double]] {
    let n = source.sectorCount
    var sums = [[CompensatedSum<Double>]](repeating: Array(repeating: CompensatedSum(), count: n), count: n)
    for i in 0..<table.sectorCount {
      for j in 0..<table.sectorCount { sums[parents[i]][parents[j]].add(table.transactions[i, j]) }
    }
    return sums.map { $0.map(\.value) }
  }

  /// A vector added up over the parts of every sector.
  func merged(_ vector: [Double]) -> [Double] {
    var sums = [CompensatedSum<Double>](repeating: CompensatedSum(), count: source.sectorCount)
    for (parent, value) in zip(parents, vector) { sums[parent].add(value) }
    return sums.map(\.value)
  }
}

extension InputOutputTable {
  /// A = Z x̂⁻¹, 0 where nothing is produced.
  borrowing func coefficients() -> [[Double]] {
    let output = output ?? []
    return (0..<sectorCount).map { i in
      (0..<sectorCount).map { j in output[j] == 0 ? 0 : transactions[i, j] / output[j] }
    }
  }

  /// The bits of all transactions in row order.
  borrowing func transactionBits() -> [UInt64] {
    (0..<sectorCount).flatMap { i in (0..<sectorCount).map { transactions[i, $0].bitPattern } }
  }
}

extension [[Double]] {
  /// The spectral radius of a non-negative matrix, by power iteration on A + I, which has no eigenvalue of equal modulus.
  func spectralRadius(iterations: Int = 4000) -> Double {
    var vector = [Double](repeating: 1, count: count)
    var growth = 0.0
    for _ in 0..<iterations {
      let next = indices.map { i in zip(self[i], vector).reduce(vector[i]) { $0 + $1.0 * $1.1 } }
      growth = next.compensatedSum() / vector.compensatedSum()
      let scale = next.compensatedSum() / Double(count)
      vector = next.map { $0 / scale }
    }
    return growth - 1
  }
}
