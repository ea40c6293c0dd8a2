"""The words that the fake company is made of. Every name and address is made up.

The tables are data of the generator: adding, removing or moving an entry changes every generated
company.
"""

__all__ = [
    "AREA_CODES",
    "DEPARTMENTS",
    "DUTIES",
    "EMPLOYERS",
    "EMPLOYMENT_TYPES",
    "FIRST_NAMES",
    "LAST_NAMES",
    "LEVELS",
    "OFFICES",
    "PLACES",
    "REJECTION_REASONS",
    "SOURCES",
    "STAGES",
    "TITLES",
    "UNUSUAL_NAMES",
    "USERS",
]

FIRST_NAMES = (
    "Amara", "Anders", "Anika", "Aisha", "Benedikt", "Bianca", "Callum", "Carmen", "Chidi",
    "Chloe", "Dalia", "Daniel", "Diego", "Ebony", "Elena", "Emeka", "Fatima", "Felix", "Freya",
    "Gabriel", "Grace", "Hana", "Hugo", "Ines", "Ivan", "Jasmine", "Jonas", "Kavya", "Keiko",
    "Kwame", "Lars", "Leila", "Liam", "Lucia", "Malik", "Marta", "Mateo", "Mei", "Milan", "Nadia",
    "Nikhil", "Noah", "Olga", "Omar", "Paula", "Pedro", "Priya", "Quentin", "Rafael", "Rosa",
    "Samir", "Sofia", "Stefan", "Tara", "Thomas", "Uma", "Victor", "Wanda", "Yara", "Yusuf",
    "Zainab",
)  # fmt: skip

LAST_NAMES = (
    "Abebe", "Acheampong", "Almeida", "Andersson", "Banerjee", "Becker", "Bianchi", "Castillo",
    "Chen", "Costa", "Dahl", "Dubois", "Edwards", "Eriksen", "Farouk", "Fischer", "Fontaine",
    "Garcia", "Goldberg", "Haddad", "Hansen", "Hughes", "Ibrahim", "Ito", "Jensen", "Kaplan",
    "Keller", "Khan", "Kim", "Kowalski", "Larsen", "Lindgren", "Lopez", "Marino", "Martin",
    "Mbeki", "Mensah", "Moreau", "Morgan", "Nakamura", "Novak", "Okafor", "Olsen", "Park", "Patel",
    "Pereira", "Petrov", "Quinn", "Rahman", "Rossi", "Sato", "Schmidt", "Silva", "Singh", "Tanaka",
    "Torres", "Vargas", "Walker", "Weber", "Yilmaz", "Zhang",
)  # fmt: skip

UNUSUAL_NAMES: tuple[tuple[str, str | None], ...] = (
    ("Prasetyo", None),
    ("Zoë", "O'Connor-Smith"),
    ("José", "Núñez"),
    ("Jean-Luc", "D'Arcy"),
    ("Siân", "Llewellyn"),
    ("Björn", "Åkesson"),
    ("Ana María", "de la Cruz"),
    ("Nguyễn", "Thị Minh Khai"),
    ("François", "Lefèvre"),
    ("Kateřina", "Dvořáková"),
    ("Aoife", "Ní Dhomhnaill"),
    ("Mary Kate", "Van der Berg"),
)
"""Names that break code which expects two plain words; a small company has the first of them."""

USERS = (
    ("Maya", "Lindholm", "recruiter"),
    ("Tobias", "Grant", "recruiter"),
    ("Renata", "Salazar", "recruiter"),
    ("Ellen", "Brandt", "hiring_manager"),
    ("Sunil", "Mehta", "hiring_manager"),
    ("Claire", "Vasseur", "hiring_manager"),
    ("Patrick", "O'Brien", "hiring_manager"),
    ("Ingrid", "Solheim", "hiring_manager"),
    ("Darius", "Wright", "hiring_manager"),
)

OFFICES = (
    ("Headquarters", "Berlin", "Germany"),
    ("London", "London", "United Kingdom"),
    ("New York", "New York", "United States"),
    ("Lisbon", "Lisbon", "Portugal"),
    ("Toronto", "Toronto", "Canada"),
    ("Singapore", "Singapore", "Singapore"),
)

DEPARTMENTS = (
    "Engineering", "Product", "Design", "Sales", "Marketing", "Customer Success", "Finance",
    "People", "Operations",
)  # fmt: skip

TITLES = (
    ("Backend Engineer", "Engineering"),
    ("Frontend Engineer", "Engineering"),
    ("Account Executive", "Sales"),
    ("Product Manager", "Product"),
    ("Product Designer", "Design"),
    ("Site Reliability Engineer", "Engineering"),
    ("Customer Success Manager", "Customer Success"),
    ("Content Marketing Manager", "Marketing"),
    ("Data Engineer", "Engineering"),
    ("Technical Recruiter", "People"),
    ("Financial Analyst", "Finance"),
    ("Sales Development Representative", "Sales"),
    ("Engineering Manager", "Engineering"),
    ("UX Researcher", "Design"),
    ("Support Specialist", "Customer Success"),
    ("Office Manager", "Operations"),
    ("Machine Learning Engineer", "Engineering"),
    ("Product Marketing Manager", "Marketing"),
    ("Controller", "Finance"),
    ("Mobile Engineer", "Engineering"),
    ("Solutions Consultant", "Sales"),
    ("People Partner", "People"),
    ("Security Engineer", "Engineering"),
    ("Supply Chain Analyst", "Operations"),
)
"""Title and department; also what candidates do today."""

LEVELS = ("", "", "Senior ", "Junior ", "Lead ")

EMPLOYMENT_TYPES = (
    "full_time", "full_time", "full_time", "full_time", "part_time", "contract", "temporary",
    "internship",
)  # fmt: skip

EMPLOYERS = (
    "Blue Harbor Logistics", "Cedar & Finch", "Daybreak Energy", "Foxglove Health", "Greyline Bank",
    "Hexagon Foods", "Juniper Analytics", "Kestrel Airways", "Lumen Street Studio",
    "Northgate Retail", "Orchard Learning", "Pinewood Robotics", "Quarry Games",
    "Silverbirch Insurance",
)  # fmt: skip

PLACES = (
    "Berlin, Germany", "Hamburg, Germany", "London, United Kingdom", "Leeds, United Kingdom",
    "New York, United States", "Chicago, United States", "Lisbon, Portugal", "Porto, Portugal",
    "Toronto, Canada", "Montréal, Canada", "Singapore, Singapore", "São Paulo, Brazil",
)  # fmt: skip

AREA_CODES = ("202", "206", "212", "303", "312", "415", "503", "617", "713", "919")
"""Before 555-01xx, the numbers kept for fiction."""

STAGES = (
    ("Application review", "applied"),
    ("Phone screen", "screening"),
    ("Technical interview", "interview"),
    ("Onsite", "interview"),
    ("Offer", "offer"),
)

REJECTION_REASONS = (
    "Not enough experience",
    "Salary expectations",
    "Location or work permit",
    "Another candidate was chosen",
    "Skills do not match",
    "Position was closed",
)

SOURCES = (
    "Careers page", "Careers page", "Careers page", "Referral", "Job board", "Job board",
    "Agency", "University event", "Sourced",
)  # fmt: skip

DUTIES = (
    "own projects from the first idea to the day they are used",
    "work with colleagues in three time zones",
    "write down what you learn so that others find it",
    "talk to the people who use what we make",
    "improve the way the team works, a little every week",
    "help new colleagues to find their feet",
)
"""What a job's description promises."""
