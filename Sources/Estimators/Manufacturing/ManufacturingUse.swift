import MatrixCore
import Tables

/// What the manufacturing of each country uses of digital services, its own and others', and of everything.
///
/// Cost: the columns of manufacturing in the digital rows; `bought`, all columns' sums, is known.
struct ManufacturingUse {
  /// Exports and contents are zero yet.
  let countries: [ManufacturingServices.Country]

  init(
    _ table: borrowing InputOutputTable, _ digital: SectorSet, _ manufacturing: SectorSet, _ countries: Countries,
    bought: [Double]
  ) {
    let producers = countries.producers
    var columns = [[Int]](repeating: [], count: countries.count)
    for j in manufacturing.positions { columns[countries.ofSector[j]].append(j) }
    let flows = table.transactions.view
    var uses = [ManufacturingServices.Use](repeating: .init(domestic: 0, imported: 0), count: producers.count)
    for i in digital.positions {
      for (k, country) in producers.enumerated() {
        var sum = 0.0
        for j in columns[country] { sum += flows[i, j] }
        if countries.ofSector[i] == country { uses[k].domestic += sum } else { uses[k].imported += sum }
      }
    }
    let output = table.output ?? []
    self.countries = producers.enumerated().map { k, country in
      ManufacturingServices.Country(
        name: countries.names[country], output: columns[country].map { output[$0] }.compensatedSum(),
        inputs: columns[country].map { bought[$0] }.compensatedSum(), use: uses[k], exports: 0, domesticContent: 0, content: 0)
    }
  }
}
