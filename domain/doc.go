// Package domain is the glossary: the words of the book, with the Vietnamese
// beside each. The contexts below it use them as written here.
//
//	plan, target            kế hoạch, chỉ tiêu        a year's plan; number of people to place
//	allocation, share       giao chỉ tiêu             a unit's part of the target
//	counting rules          quy tắc tính              versioned parameters of what counts
//	legal limits            giới hạn pháp luật        versioned limits by effective date
//	worker, job-seeker      người lao động            a registered person of 15 or more
//	in-migrant              lao động ngoài địa bàn    whose ward that day isn't one of the plan's units
//	employer                người sử dụng lao động    enterprise, cooperative, household business, office
//	placement               giải quyết việc làm       a worker starts a job
//	self-employment         tự tạo việc làm           a placement with no employer
//	engagement              tình trạng có việc        what occupies a worker on a day
//	reservation             giữ chỗ                   an engagement held while a dispatch is written
//	agency                  doanh nghiệp dịch vụ      enterprise or public unit that sends workers abroad
//	licence                 giấy phép                 the ministry's; suspended đình chỉ, revoked thu hồi, lapsed hết hiệu lực
//	market                  thị trường                ISO 3166-1 alpha-2 country or territory
//	supply contract         hợp đồng cung ứng         agency with a partner abroad, registered with the ministry
//	invitation              đồng ý cho tuyển dụng     the city's agreement to an agency's recruitment in its units
//	contract                hợp đồng                  agency (or employer abroad) with the worker
//	orientation             giáo dục định hướng       pre-departure course with certificate
//	contract registration   đăng ký hợp đồng          approval number that covers this contract
//	dispatch, departure     đưa đi, xuất cảnh         the worker leaves
//	irregular dispatch      xuất cảnh sai quy định    a departure that the gate would refuse, recorded as found
//	service fee             tiền dịch vụ              with a cap; brokerage fee tiền môi giới; deposit tiền ký quỹ
//	extension               gia hạn                   a longer term abroad
//	amendment               sửa đổi hợp đồng          other terms, before departure
//	notice                  báo hết hạn               90, 60 or 30 days before the worker is due back
//	incident                sự cố                     what befell a worker abroad
//	absconded               bỏ trốn                   left the employer abroad unlawfully
//	return, early return    về nước, về trước hạn     early: before the due day − 15 days
//	termination             chấm dứt hợp đồng         ended other than by return at term
//	liquidation             thanh lý hợp đồng         accounts settled between agency and worker
//	inspection, finding     kiểm tra, sai phạm
//	remedy                  khắc phục                 what must be done, by a day
//	escalation              báo cáo cấp trên          a finding whose remedy is overdue, handed to a higher body
//	sanction                xử phạt                   warning, fine or suspension, by a competent body
//	complaint               khiếu nại, phản ánh       from a worker or their family, against an agency
//	risk score              điểm rủi ro               of an agency, from its flags, remedies, complaints and those who absconded
//	red flag                cảnh báo                  found by rule from history, not entered; refuted bác bỏ
//	vacancy, referral       vị trí tuyển dụng, giới thiệu việc làm
//	job fair                phiên giao dịch việc làm
//	intermediary            đơn vị dịch vụ việc làm   employment service centre or supply firm
//	course on order         khóa đào tạo theo địa chỉ seats and promised jobs
//	institution             cơ sở giáo dục nghề nghiệp
//	collaborator            cộng tác viên             ward-level helper
//	correction, annulment   đính chính, hủy bỏ        a later event that puts an earlier one right; nothing is edited
//	proposal                đề nghị đính chính        a correction that wants another person's word
//	closing                 khóa sổ kế hoạch          a plan that is over, with the figures that stood then
//	restatement             điều chỉnh số liệu        a reported figure that has since moved
//	retention check         theo dõi duy trì việc làm still there after 3, 6, 12 months?
//	loan                    vay vốn                   of the national employment fund, with the jobs it creates or keeps
//	support                 hỗ trợ việc làm           help for a worker or an employer other than a loan
//	unemployment notice     thông báo thất nghiệp     a worker says that a job was lost; allowance trợ cấp thất nghiệp
//	labour force            lực lượng lao động        what the unemployment estimate divides by
//	occurredOn              ngày xảy ra               the day it happened, in Vietnam
//	reportedOn              ngày báo cáo              the day it reached the office
//	recordedAt              thời điểm ghi sổ          the instant it entered the log
//
// And of the machinery:
//
//	stream, revision        dòng sự kiện, phiên bản   the events of one thing, numbered from 0
//	position                vị trí                    a place in the log's total order
//	projection              bảng đọc                  a read model folded from the log
//	checkpoint              mốc                       how far a projection has got
//	decider                 quy tắc quyết định        command and state in, events or a refusal out
package domain
