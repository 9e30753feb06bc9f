package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	api "vaoso/adapters/http"
	"vaoso/cmd/internal/app"
	"vaoso/cmd/internal/render"
	"vaoso/domain/book"
	"vaoso/domain/overseas"
	"vaoso/projections/contracts"
	"vaoso/projections/engine"
)

func (sh *shell) reportAgencies() *cobra.Command {
	var flags reporting
	cmd := &cobra.Command{
		Use: "agencies", Short: "doanh nghiệp dịch vụ, điểm rủi ro / agencies and their risk scores",
		Long: `Doanh nghiệp đưa lao động đi: giấy phép, số đã đưa đi và tình trạng, tiền dịch vụ so với mức trần,
kết luận kiểm tra, khiếu nại, và điểm rủi ro cùng căn cứ của từng số hạng.

Agencies: licence, what became of those they sent, the service fee against its cap, findings,
complaints, and the risk score with what each term rests on; --format json names the events.`,
		Example: "  vaoso report agencies\n  vaoso report agencies --as-of 2021-12-31 --format json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			moment, err := flags.read()
			if err != nil {
				return err
			}
			return sh.with(cmd, func(ctx context.Context, a *app.App) error {
				r, err := a.Agencies(ctx, moment)
				if err != nil {
					return err
				}
				switch flags.format {
				case "json":
					return sh.object(r)
				case "csv":
					return render.AgenciesCSV(sh.out, r)
				}
				return render.Agencies(sh.out, r)
			})
		},
	}
	flags.add(cmd)
	return cmd
}

func (sh *shell) reportContracts() *cobra.Command {
	var flags reporting
	var expiring int
	var overdue bool
	var agency, market, state string
	cmd := &cobra.Command{
		Use: "contracts", Short: "hợp đồng ở nước ngoài: sắp hết hạn, quá hạn / contracts abroad: expiring, overdue",
		Long: `Hợp đồng ở nước ngoài: --expiring 90 là những người đến hạn về trong 90 ngày,
--overdue là những người quá hạn về hơn 30 ngày; không có cả hai thì là tất cả.

Contracts abroad: with --expiring 90 those due back within 90 days, with --overdue those more than
30 days overdue; with neither, all. A worker is shown by the book's own id, which names nobody.`,
		Example: "  vaoso report contracts --expiring 90\n  vaoso report contracts --overdue --as-of 2024-12-31 --format csv",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			moment, err := flags.read()
			if err != nil {
				return err
			}
			filter := contracts.Filter{Market: market, State: overseas.Phase(state), Expiring: expiring, Overdue: overdue}
			switch {
			case cmd.Flags().Changed("expiring") && expiring < 1:
				return usage("--expiring cần số ngày từ 1 / --expiring wants a number of days, 1 or more")
			case expiring > 0 && overdue:
				return usage("chọn --expiring hoặc --overdue / choose --expiring or --overdue")
			case state != "" && contracts.StateWords[filter.State].Vi == "":
				return usage("--state: signed, departed, absconded, returned, terminated, liquidated")
			}
			if agency != "" {
				filter.Agency = book.AgencyStream(agency)
			}
			return sh.with(cmd, func(ctx context.Context, a *app.App) error {
				page, err := listed(ctx, a, moment, filter)
				if err != nil {
					return err
				}
				switch flags.format {
				case "json":
					return sh.object(page)
				case "csv":
					return render.ContractsCSV(sh.out, page)
				}
				return render.Contracts(sh.out, titleOf(filter), page, a.Settings.Synthetic)
			})
		},
	}
	cmd.Flags().IntVar(&expiring, "expiring", 0, "đến hạn về trong số ngày này / due back within so many days, e.g. 90")
	cmd.Flags().BoolVar(&overdue, "overdue", false, "quá hạn về hơn 30 ngày / more than 30 days overdue")
	cmd.Flags().StringVar(&agency, "agency", "", "số giấy phép đầu tiên của doanh nghiệp / the agency's first licence number, e.g. 26-014")
	cmd.Flags().StringVar(&market, "market", "", "thị trường / market, e.g. JP")
	cmd.Flags().StringVar(&state, "state", "", "signed, departed, absconded, returned, terminated, liquidated")
	flags.add(cmd)
	return cmd
}

// listed are the contracts of the moment, those due back first before others.
func listed(ctx context.Context, a *app.App, m app.Moment, filter contracts.Filter) (page api.ContractPage, err error) {
	err = a.Ask(ctx, m, contracts.Projection, func(s engine.Snapshot) error {
		status, err := s.Status(ctx, contracts.Projection.Name)
		if err != nil {
			return err
		}
		list, err := contracts.List(ctx, s, filter, a.On(m))
		if err != nil {
			return err
		}
		if filter.Expiring > 0 || filter.Overdue {
			slices.SortStableFunc(list, func(x, y contracts.Listed) int {
				return cmp.Or(x.DueBackOn.Compare(y.DueBackOn), cmp.Compare(x.Contract, y.Contract))
			})
		}
		page = api.ContractPage{Position: status.Position, AsOf: a.On(m), Contracts: []api.Contract{}}
		for _, l := range list {
			page.Contracts = append(page.Contracts, api.ContractOf(l))
		}
		return nil
	})
	return page, err
}

func titleOf(filter contracts.Filter) string {
	switch {
	case filter.Expiring > 0:
		return fmt.Sprintf("Hợp đồng đến hạn về trong %d ngày / contracts due back within %d days", filter.Expiring, filter.Expiring)
	case filter.Overdue:
		return "Hợp đồng quá hạn về hơn 30 ngày / contracts more than 30 days overdue"
	}
	return "Hợp đồng đưa lao động đi làm việc ở nước ngoài / contracts for work abroad"
}
