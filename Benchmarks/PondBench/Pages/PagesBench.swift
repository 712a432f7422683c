struct PagesBench {
    let options: BenchOptions
    let report: Report
    func run() async throws {}
}
